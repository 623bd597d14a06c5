"""What asks for a new look at an article, who hears of it, and how it is dealt with."""

import re
from datetime import timedelta
from html import unescape
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from courses.models import Course
from knowledge import actions
from knowledge.doubts import queries
from knowledge.doubts.actions import notice_expired
from knowledge.doubts.models import Doubt
from knowledge.doubts.weighing import is_due, is_falling
from knowledge.links.models import ArticleLink
from knowledge.models import ArticleVote
from knowledge.verification.actions import mark_obsolete
from lms.access import STAFF
from lms.database import db, now
from lms.jobs import sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from tests.cast import text_of, titles
from tests.factories.courses import make_course, make_lesson, make_module, revise
from tests.factories.discussions import academy_space, make_question, make_reply
from tests.factories.knowledge import fresh, make_article, make_collection, revise_article, verify_article
from tests.factories.people import make_person

DAY = timedelta(days=1)


def told(person) -> list[str]:
    rows = select(Notification.excerpt).where(Notification.user_id == person.id, Notification.reason == "look")
    return list(db.session.scalars(rows.order_by(Notification.id)))


def report(person, article, sentence="The law has changed."):
    return person.post(f"/articles/{article.id}/report", {"sentence": sentence})


def open_doubts(article) -> list[str]:
    return list(db.session.scalars(select(Doubt.kind).filter_by(article_id=article.id, settled_at=None)))


class TestReports:
    def test_three_readers_bring_it_to_who_verifies_once(self, cast):
        article = verify_article(make_article(), by=cast.mentor.user)
        for person in (cast.trainee, cast.alumna):
            assert report(person, article).status_code == 303
        assert report(cast.alumna, article, "And the amount too.").status_code == 303
        assert told(cast.mentor) == []
        report(cast.outsider, article)
        assert told(cast.mentor) == ["Three readers say that it is outdated."]
        report(cast.author, article)
        assert len(told(cast.mentor)) == 1
        assert titles(cast.mentor.get("/knowledge/review")) == ["Asking for consent"]

    @pytest.mark.parametrize("openness", ["broadcast", "discuss", "contribute"])
    def test_readers_report_privately_at_every_level(self, cast, openness):
        article = make_article(make_collection(openness=openness))
        report(cast.trainee, article, "Nobody does it so any more.")
        assert "You said that it is outdated." in text_of(cast.trainee.get(f"/articles/{article.id}"))
        assert "Nobody does it so any more." in cast.editor.get(f"/articles/{article.id}/verification").text
        assert "Nobody does it so any more." in cast.trainee.get(f"/articles/{article.id}/report").text
        for other in (cast.alumna, cast.author, cast.manager):
            assert "Nobody does it" not in other.get(f"/articles/{article.id}/verification").text

    def test_a_report_without_a_sentence_is_asked_again(self, cast):
        article = make_article()
        for sentence in ("", " ", "x" * 601):
            assert report(cast.trainee, article, sentence).status_code == 422
        assert report(cast.trainee, make_article(make_collection(audience_id=STAFF))).status_code == 404
        assert cast.guest.get(f"/articles/{article.id}/report").status_code == 303
        assert open_doubts(article) == []

    def test_what_is_dealt_with_no_longer_waits(self, cast):
        article = verify_article(make_article())
        for person in (cast.trainee, cast.alumna, cast.outsider):
            report(person, article)
        first = db.session.scalars(select(Doubt.id).order_by(Doubt.id)).first()
        assert cast.trainee.post(f"/articles/{article.id}/doubts/{first}/settlement").status_code == 403
        assert cast.editor.post(f"/articles/{article.id}/doubts/{first}/settlement").status_code == 303
        assert fresh(article).due_at is None
        assert told(cast.editor) == []
        elsewhere = make_article()
        assert cast.editor.post(f"/articles/{elsewhere.id}/doubts/{first}/settlement").status_code == 404

    def test_verifying_settles_all_and_the_next_time_is_told_again(self, cast):
        article = verify_article(make_article(), by=cast.mentor.user)
        for _time in range(2):
            for person in (cast.trainee, cast.alumna, cast.outsider):
                report(person, article)
            assert len(told(cast.mentor)) == 1
            verify_article(article, by=cast.mentor.user)
            assert (open_doubts(article), told(cast.mentor)) == ([], [])


class TestDate:
    def test_what_runs_out_is_told_once_in_inbox_and_mail_in_the_language_of_its_reader(self, cast):
        cast.mentor.user.locale = "nl"
        article = verify_article(make_article(), by=cast.mentor.user, days=90, at=now() - 91 * DAY)
        for _time in range(2):
            notice_expired()
            db.session.commit()
        assert told(cast.mentor) == ["De datum waarop het is nagekeken, is verlopen."]
        assert "Asking for consent" in cast.mentor.get("/inbox").text
        sweep()
        mails = db.session.scalars(select(Mail.subject).where(Mail.user_id == cast.mentor.id)).all()
        assert mails == ["Kijk er nog eens naar: Asking for consent"]
        assert "Asking for consent" in text_of(cast.mentor.get("/knowledge/review"))
        assert fresh(article).due_at

    def test_no_mail_goes_about_what_somebody_looked_at_meanwhile(self, cast):
        article = verify_article(make_article(), by=cast.mentor.user, days=90, at=now() - 91 * DAY)
        notice_expired()
        verify_article(article, by=cast.mentor.user)
        db.session.commit()
        sweep()
        assert db.session.scalar(select(Mail.id).where(Mail.user_id == cast.mentor.id)) is None

    def test_where_nobody_verifies_the_owner_hears_it(self, cast):
        article = verify_article(make_article(), by=cast.mentor.user, days=90, at=now() - 91 * DAY)
        cast.editor.post(f"/collections/{article.collection_id}/verifiers/{cast.mentor.id}/removal")
        notice_expired()
        assert told(cast.editor) == ["Its verification has run out."]
        assert told(cast.mentor) == []


class TestVotes:
    def vote(self, cast, article, answers, at):
        for number, helped in enumerate(answers):
            person = make_person(name=f"Voter {number} {at:%d%H}", email=f"v{number}.{at:%d%H%M%S}@test.example")
            moment = at + timedelta(minutes=number)
            actions.vote(person, article, helped, at=moment)

    def test_clearly_fewer_yes_than_before_asks_for_a_look(self, cast):
        article = verify_article(make_article(), at=now() - 30 * DAY)
        self.vote(cast, article, [True] * 10, now() - 40 * DAY)
        self.vote(cast, article, [True] * 5 + [False] * 4, now() - 2 * DAY)
        assert (
            cast.trainee.post(
                f"/articles/{article.id}/votes", {"version": article.revision_id, "helped": "no"}
            ).status_code
            == 303
        )
        assert open_doubts(article) == ["helped"]
        assert told(cast.editor) == ["Fewer readers say that it helped."]
        assert "at least 20 percentage points fewer" in text_of(cast.editor.get("/knowledge/review"))

    def test_with_few_answers_nothing_is_said(self):
        assert not is_falling([False] * 9, 10, 10)
        assert not is_falling([False] * 10, 9, 9)
        assert not is_falling([True] * 8 + [False] * 2, 99, 100)
        assert is_falling([True] * 7 + [False] * 3, 9, 10)

    def test_three_reports_or_one_of_anything_else_is_enough(self):
        assert not is_due([])
        assert not is_due(["outdated", "outdated"])
        assert is_due(["outdated"] * 3)
        assert is_due(["changed"])

    def test_an_article_nobody_vouched_for_is_left_alone(self, cast):
        article = make_article()
        self.vote(cast, article, [True] * 10, now() - 40 * DAY)
        self.vote(cast, article, [False] * 9, now() - 2 * DAY)
        cast.trainee.post(f"/articles/{article.id}/votes", {"version": article.revision_id, "helped": "no"})
        assert db.session.scalar(select(db.func.count()).select_from(ArticleVote)) == 20
        assert open_doubts(article) == []


class TestDependencies:
    def test_a_changed_article_the_text_leads_to_asks_for_a_look(self, cast):
        source = make_article(title="The law")
        article = verify_article(make_article(title="What it means", body=f"See [the law](/articles/{source.id}).\n"))
        revise_article(source, "A new law.")
        assert open_doubts(article) == ["changed"]
        assert told(cast.editor) == ["Something it depends on has changed."]
        assert "The law" in text_of(cast.editor.get(f"/articles/{article.id}/verification"))

    def test_a_link_taken_out_of_the_text_no_longer_counts(self, cast):
        source = make_article(title="The law")
        article = verify_article(make_article(title="What it means", body=f"See [the law](/articles/{source.id}).\n"))
        revise_article(article, "It stands alone.")
        revise_article(source, "A new law.")
        assert open_doubts(article) == []

    def test_an_editor_says_what_it_depends_on_and_a_changed_lesson_asks_for_a_look(self, cast):
        course = make_course(by=cast.editor.user)
        lesson = make_lesson(make_module(db.session.get_one(Course, course.id)), title="Letters", body="One.")
        article = verify_article(make_article())
        db.session.commit()
        address = f"/articles/{article.id}/dependencies"
        for wrong in ("", "elsewhere", "https://example.org/", "/lessons/999999", f"/articles/{article.id}"):
            assert cast.editor.post(address, {"address": wrong}).status_code == 422
        db.session.add(ArticleLink(article_id=article.id, kind="lesson", object_id=lesson.id, is_chosen=True))
        db.session.commit()
        revise(lesson, "Two.")
        assert open_doubts(article) == ["changed"]
        assert cast.trainee.post(address, {"address": f"/articles/{article.id}"}).status_code == 403

    def test_what_was_chosen_is_taken_back(self, cast):
        other, article = make_article(title="Other"), make_article()
        address = f"/articles/{article.id}/dependencies"
        assert cast.editor.post(address, {"address": f"http://localhost/articles/{other.id}#text"}).status_code == 303
        assert "Other" in text_of(cast.editor.get(f"/articles/{article.id}/edit"))
        assert cast.editor.post(f"{address}/removal", {"address": f"/articles/{other.id}"}).status_code == 303
        assert db.session.scalar(select(ArticleLink.object_id)) is None


class TestContradictions:
    @pytest.fixture
    def answer(self, cast):
        article = verify_article(make_article(title="How long to wait for a client"))
        topic = make_question(
            space=academy_space(), title="How long do you wait for a client?", author=cast.trainee.user
        )
        reply = make_reply(topic, author=cast.mentor.user, body="Five minutes, and no longer.")
        cast.trainee.post(f"/topics/{topic.id}/answer", {"post": reply.id})
        return article, topic, reply

    def test_a_member_says_so_on_the_accepted_answer(self, cast, answer):
        article, topic, reply = answer
        address = f"/posts/{reply.id}/contradiction"
        assert address in cast.trainee.get(f"/posts/{reply.id}/more").text
        assert "How long to wait for a client" in text_of(cast.trainee.get(address))
        data = {"article": article.id, "sentence": "We say five minutes, it says ten."}
        assert cast.trainee.post(address, data).status_code == 303
        assert told(cast.editor) == ["An accepted answer says otherwise."]
        page = cast.editor.get(f"/articles/{article.id}/verification")
        assert "We say five minutes, it says ten." in page.text
        assert "Five minutes, and no longer." not in page.text

    def test_what_is_no_accepted_answer_contradicts_nothing(self, cast, answer):
        article, topic, reply = answer
        other = make_reply(topic, author=cast.alumna.user)
        assert cast.trainee.get(f"/posts/{other.id}/contradiction").status_code == 403
        for data in ({}, {"article": article.id}, {"article": 999_999, "sentence": "No."}):
            assert cast.trainee.post(f"/posts/{reply.id}/contradiction", data).status_code == 422
        assert open_doubts(article) == []

    def test_any_article_one_reads_can_be_named_by_title_or_address(self, cast, answer):
        _article, _topic, reply = answer
        other = make_article(title="Punctuality")
        hidden = make_article(make_collection(audience_id=STAFF), title="Fees")
        make_article(title="Twice")
        make_article(title="twice")
        db.session.commit()
        address = f"/posts/{reply.id}/contradiction"
        assert "Another article: its title or address" in text_of(cast.trainee.get(address))
        for wrong in ("Nowhere", "Fees", f"/articles/{hidden.id}", "/lessons/1", "Twice"):
            refused = cast.trainee.post(address, {"other": wrong, "sentence": "No."})
            assert refused.status_code == 422
            assert wrong in refused.text
        assert "Several articles are called so." in text_of(refused)
        for named in ("punctuality", f"http://localhost/articles/{other.id}#text"):
            assert cast.trainee.post(address, {"other": named, "sentence": "No."}).status_code == 303
        assert open_doubts(other) == ["contradicted"]


class TestOwner:
    def ask(self, person, article, question="Is the form still blue?"):
        return person.post(f"/articles/{article.id}/owner-question", {"question": question})

    def answer(self, person, article, answer="It is green.", **more):
        question = db.session.scalars(select(Doubt).filter_by(kind="asked")).first()
        return person.post(f"/articles/{article.id}/doubts/{question.id}/answer", {"answer": answer} | more)

    def article(self, cast):
        return verify_article(make_article(make_collection(owner=cast.facilitator)), by=cast.mentor.user)

    def test_who_verifies_asks_who_keeps_it_true(self, cast):
        article = self.article(cast)
        assert self.ask(cast.mentor, article).status_code == 303
        assert told(cast.facilitator) == ["Is the form still blue?"]
        assert self.ask(cast.mentor, article, "").status_code == 422
        assert self.ask(cast.mentor, article, "Once more?").status_code == 422
        assert self.ask(cast.trainee, article, "Me?").status_code == 403
        collection = make_collection(title="Kept by nobody")
        nobodys = verify_article(make_article(collection), by=cast.mentor.user)
        nobodys.owner_id = collection.owner_id = None
        assert self.ask(cast.mentor, nobodys).status_code == 422
        assert open_doubts(article) == ["asked"]
        assert fresh(article).due_at is None
        assert "reason to look" not in text_of(cast.mentor.get("/knowledge/review"))
        db.session.commit()
        sweep()
        subject = db.session.scalar(select(Mail.subject).where(Mail.user_id == cast.facilitator.id))
        assert subject == "A new look, please: Asking for consent"

    def test_question_and_answer_stay_with_the_article_and_the_asker_hears(self, cast):
        article = self.article(cast)
        self.ask(cast.mentor, article)
        page = f"/articles/{article.id}/verification"
        assert "Waits for an answer" in text_of(cast.mentor.get(page))
        assert "Your answer" in text_of(cast.facilitator.get(page))
        assert "Your answer" not in text_of(cast.editor.get(page))
        assert "the form still blue" not in text_of(cast.alumna.get(page))
        assert self.answer(cast.facilitator, article, "").status_code == 422
        assert self.answer(cast.editor, article).status_code == 403
        assert self.answer(cast.facilitator, article).status_code == 303
        assert "Mentor asks Facilitator" in text_of(cast.editor.get(page))
        assert "It is green." in text_of(cast.mentor.get(page))
        assert told(cast.mentor) == ["It is green."]
        assert told(cast.facilitator) == []
        assert self.answer(cast.facilitator, article, "No, red.").status_code == 409
        assert self.ask(cast.mentor, article, "And the letter?").status_code == 303

    def test_a_question_can_be_dealt_with_and_outlasts_a_verification(self, cast):
        article = self.article(cast)
        self.ask(cast.mentor, article)
        verify_article(fresh(article), by=cast.mentor.user)
        db.session.commit()
        assert open_doubts(article) == ["asked"]
        question = db.session.scalars(select(Doubt.id).filter_by(kind="asked")).one()
        missing = cast.facilitator.post(f"/articles/{article.id}/doubts/{question + 1}/answer", {"answer": "Yes."})
        assert missing.status_code == 404
        assert cast.mentor.post(f"/articles/{article.id}/doubts/{question}/settlement").status_code == 303
        assert "Dealt with without an answer" in text_of(cast.facilitator.get(f"/articles/{article.id}/verification"))
        assert told(cast.facilitator) == []


def test_the_queue_is_for_who_verifies_or_writes_and_shows_their_own(cast):
    collection = make_collection()
    verify_article(make_article(collection, title="Mine"), by=cast.mentor.user, days=90, at=now() - 91 * DAY)
    verify_article(make_article(title="Of others"), days=90, at=now() - 91 * DAY)
    make_article(collection, title="New")
    assert titles(cast.mentor.get("/knowledge/review")) == ["Mine", "New"]
    assert titles(cast.editor.get("/knowledge/review")) == ["Mine", "Of others", "New"]
    assert cast.trainee.get("/knowledge/review").status_code == 403
    assert "To look at again" in text_of(cast.mentor.get("/knowledge"))
    assert "To look at again" not in text_of(cast.trainee.get("/knowledge"))


def test_pages_of_the_queue_follow_each_other_without_gap_or_repetition(cast, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    collection = make_collection()
    for number in range(5):
        article = make_article(collection, title=f"Waits {number}")
        verify_article(article, by=cast.mentor.user, days=90, at=now() - (200 - number) * DAY)
    for number in range(2):  # one report each: last, whether somebody ever verified it or not
        report(cast.trainee, make_article(collection, title=f"New {number}"))

    def pages(name: str) -> list[list[str]]:
        address, found = "/knowledge/review", []
        while address:
            page = cast.mentor.get(address)
            section = page.text.partition(f'id="{name}"')[2].partition("</section>")[0]
            found.append(titles(SimpleNamespace(text=section.replace("</h3>", ""))))
            link = re.search(r'href="([^"]+)" rel="next"', section)
            address = unescape(link[1]) if link else ""
        return found

    assert pages("waiting") == [["Waits 0", "Waits 1"], ["Waits 2", "Waits 3"], ["Waits 4", "New 0"], ["New 1"]]
    assert pages("unverified") == [["New 0", "New 1"]]
    make_article(collection, title="New 2")
    db.session.commit()
    assert pages("unverified") == [["New 0", "New 1"], ["New 2"]]
    for odd in ("x", "0~x~1", "0~2026-01-01T00:00:00~1", "0~0001-01-01T00:00:00%2B14:00~1", "0~1~2~3"):
        assert "Waits 0" in cast.mentor.get(f"/knowledge/review?after={odd}").text


def heeded(person) -> list[tuple[str, str]]:
    rows = select(Notification.excerpt, Notification.url).filter_by(user_id=person.id, reason="heeded")
    return [tuple(row) for row in db.session.execute(rows.order_by(Notification.id))]


class TestOutcomes:
    def test_who_reported_hears_that_it_was_dealt_with_once(self, cast):
        article = verify_article(make_article(), by=cast.mentor.user)
        report(cast.trainee, article)
        report(cast.alumna, article)
        doubt = db.session.scalars(select(Doubt).filter_by(by=cast.trainee.id)).one()
        for _press in range(2):
            cast.mentor.post(f"/articles/{article.id}/doubts/{doubt.id}/settlement")
        assert heeded(cast.trainee) == [("What you wrote was dealt with.", f"/articles/{article.id}")]
        assert heeded(cast.alumna) == []

    def test_all_who_reported_hear_that_it_was_verified_or_holds_no_more_in_their_language(self, cast):
        article = verify_article(make_article(), by=cast.mentor.user)
        cast.alumna.user.locale = "nl"
        report(cast.trainee, article)
        report(cast.alumna, article)
        report(cast.mentor, article)
        verify_article(fresh(article), by=cast.mentor.user)
        db.session.commit()
        assert [words for words, _url in heeded(cast.trainee)] == ["It was looked at, and is right as it stands now."]
        assert [words for words, _url in heeded(cast.alumna)] == [
            "Er is naar gekeken, en zoals het er nu staat klopt het."
        ]
        assert heeded(cast.mentor) == [], "who looked knows"
        report(cast.trainee, article)
        mark_obsolete(fresh(article), by=cast.mentor.user)
        assert [words for words, _url in heeded(cast.trainee)][1:] == [
            "It was looked at, and is marked as no longer right."
        ]

    def test_who_no_longer_reads_it_hears_nothing(self, cast):
        article = verify_article(make_article(), by=cast.editor.user)
        report(cast.trainee, article)
        fresh(article).audience_id = STAFF
        verify_article(fresh(article), by=cast.editor.user)
        assert heeded(cast.trainee) == []
