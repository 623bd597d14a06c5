"""The ladder of a waiting question: who is asked and told, and when; what each may do about it."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from cohorts.actions import remove_member
from cohorts.models import Membership
from courses.actions import complete_lesson
from discussions.actions import accept_answer, close_topic, delete_post, follow
from discussions.anchors.models import PostAnchor
from discussions.answering.actions import look_at_ladders, save_ladder
from discussions.answering.held.models import HeldAnswer
from discussions.answering.models import AnswerRequest, LadderPlace
from discussions.answering.office.actions import save_office_hours
from discussions.answering.queue.figures import Answered, figures_of
from discussions.answering.routing.weighing import Known, in_order
from discussions.following.actions import follow_space
from discussions.models import Post, Topic
from discussions.moving.actions import merge_topics, move_topic
from lms.access import audiences_of
from lms.database import db, now
from lms.jobs import sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from lms.notifications.standing import still_standing
from lms.people.models import User
from tests.cast import text_of
from tests.discussions.test_repeating import send_together
from tests.factories.cohorts import make_member
from tests.factories.courses import revise
from tests.factories.courses import text_of as lesson_text
from tests.factories.discussions import academy_space, make_question, make_reply
from tests.factories.people import make_person


def waited(topic, **time) -> None:
    """The question was asked so long ago; the worker comes along."""
    db.session.execute(update(Topic).where(Topic.id == topic.id).values(created_at=now() - timedelta(**time)))
    work()


def work() -> None:
    look_at_ladders()
    db.session.commit()
    while sweep():
        pass
    db.session.expire_all()


def told(reason="asked") -> list[str]:
    """Who has it in their inbox, by name."""
    statement = db.select(User.name).join(Notification, Notification.user_id == User.id)
    return sorted(db.session.scalars(statement.where(Notification.reason == reason)))


def expert(cohort, name: str, about="silence and waiting"):
    """Somebody of the cohort whom others may ask about it."""
    person = make_person(name, email=f"{name.lower()}@test.example", ask_me_about=about)
    make_member(cohort, person, "alumnus", tell=False)
    return person


def ladder_of(person, topic) -> str:
    return text_of(person.get(f"/topics/{topic.id}/ladder"))


class TestClimbing:
    def test_peers_have_it_first_and_everybody_sees_where_it_is(self, cast, cohort):
        expert(cohort, "Wilma")
        topic = make_question(cohort)
        waited(topic, hours=3)
        page = text_of(cast.trainee.get(f"/topics/{topic.id}"))
        assert "Where your question is now" in page
        assert "Now its peers have it" in page
        assert "Where this question is now" in text_of(cast.mentor.get(f"/topics/{topic.id}"))
        assert told() == []

    def test_then_the_two_who_know_most_are_asked_once(self, cast, cohort):
        for name in ("Wilma", "Willem", "Wytske"):
            expert(cohort, name)
        topic = make_question(cohort)
        waited(topic, hours=5)
        assert told() == ["Willem", "Wilma"]
        assert "Asked: Wilma and Willem" in ladder_of(cast.facilitator, topic)
        assert "Asked:" not in ladder_of(cast.trainee, topic)
        work()
        work()
        assert told() == ["Willem", "Wilma"]
        assert len(db.session.scalars(db.select(Mail).where(Mail.subject.like("You may know this%"))).all()) == 2
        assert "Now 2 people who know about it were asked" in text_of(cast.trainee.get(f"/topics/{topic.id}"))

    def test_then_the_named_manager_sees_to_it_and_at_last_everybody_who_leads(self, cast, cohort, space):
        wilma = expert(cohort, "Wilma")
        save_ladder(space, peers=4, experience=24, manager=48, manager_id=cast.mentor.id, in_office_hours=True)
        topic = make_question(cohort)
        waited(topic, hours=5)
        waited(topic, hours=25)
        assert told() == []
        assert told("unanswered") == ["Mentor"]
        assert "Now Mentor sees to it" in text_of(cast.trainee.get(f"/topics/{topic.id}"))
        waited(topic, hours=49)
        work()
        assert told("unanswered") == ["Facilitator", "Mentor"]
        assert "It waits longer than we want" in text_of(cast.trainee.get(f"/topics/{topic.id}"))
        assert db.session.scalars(db.select(AnswerRequest).filter_by(user_id=wilma.id)).one().ending == "lapsed"

    def test_a_worker_that_was_away_asks_only_those_whose_turn_it_is(self, cast, cohort):
        expert(cohort, "Wilma")
        topic = make_question(cohort)
        waited(topic, days=3)
        assert told() == []
        assert told("unanswered") == ["Facilitator"]

    def test_what_waited_for_months_before_anybody_looked_is_not_brought_up(self, cast, cohort):
        topic = make_question(cohort)
        waited(topic, days=100)
        assert told("unanswered") == []

    @pytest.mark.parametrize("leave", ["answered", "accepted", "closed", "removed", "merged"])
    def test_a_question_that_waits_no_longer_has_left(self, cast, cohort, leave):
        expert(cohort, "Wilma")
        topic = make_question(cohort)
        waited(topic, hours=5)
        assert told() == ["Wilma"]
        facilitator = cast.facilitator.user
        if leave == "answered":
            make_reply(topic)
        elif leave == "accepted":
            accept_answer(topic, make_reply(topic, author=cast.trainee.user), by=cast.trainee.user)
        elif leave == "closed":
            close_topic(topic, by=facilitator)
        elif leave == "removed":
            delete_post(db.session.scalars(db.select(Post).filter_by(topic_id=topic.id)).one(), by=facilitator)
        else:
            into = make_question(cohort, title="Another one")
            make_reply(into)
            merge_topics(topic, into, interleaved=True, by=facilitator, reason="Twice")
        waited(topic, hours=50)
        assert told() == told("unanswered") == []
        if leave not in ("removed", "merged"):
            assert "is now" not in text_of(cast.trainee.get(f"/topics/{topic.id}"))
            assert "This question waits no longer" in ladder_of(cast.trainee, topic)

    def test_an_answer_that_is_taken_away_puts_it_back(self, cast, cohort):
        topic = make_question(cohort)
        reply = make_reply(topic)
        delete_post(reply, by=cast.mentor.user)
        waited(topic, hours=25)
        assert told("unanswered") == ["Facilitator"]

    def test_office_hours_stop_the_clock_where_the_ladder_says_so(self, cast, cohort, space):
        days = [(now() + timedelta(days=3)).isoweekday()]
        save_office_hours(days=days, opens=0, closes=1440, timezone="UTC", by=cast.admin.user)
        topic = make_question(cohort)
        waited(topic, hours=30)
        assert "Now its peers have it" in text_of(cast.trainee.get(f"/topics/{topic.id}"))
        assert "ring late" not in cast.trainee.get(f"/cohorts/{cohort.id}").text
        assert "Only office hours count" in ladder_of(cast.trainee, topic)
        save_ladder(space, peers=4, experience=24, manager=48, manager_id=None, in_office_hours=False)
        work()
        assert "Now Facilitator sees to it" in text_of(cast.trainee.get(f"/topics/{topic.id}"))


class TestRouting:
    def test_evidence_decides_and_load_counts_against(self):
        people = [
            Known(1),
            Known(2, lesson=True),
            Known(3, answers=2),
            Known(4, verified=True, load=1),
            Known(5, answers=9, expertise=True, load=3),
        ]
        assert [known.user_id for known in in_order(people)] == [3, 2, 4]
        assert Known(6, lesson=True, expertise=True).because == "expertise"

    def test_who_did_the_lesson_or_had_answers_accepted_is_asked_and_told_why(self, cast, cohort, lesson):
        complete_lesson(cast.alumna.viewer, lesson)
        before = make_question(cohort, title="Something else")
        accept_answer(before, make_reply(before), by=cast.trainee.user)
        topic = make_question(cohort, lesson_id=lesson.id)
        waited(topic, hours=5)
        assert told() == ["Alumna", "Mentor"]
        assert "You completed the lesson" in text_of(cast.alumna.get(f"/topics/{topic.id}"))
        assert "Answers of yours about this were accepted" in text_of(cast.mentor.get(f"/topics/{topic.id}"))
        assert "You were asked" not in text_of(cast.trainee.get(f"/topics/{topic.id}"))

    def test_who_left_muted_or_opted_out_is_not_told_and_somebody_else_is(self, cast, cohort, space):
        people = [expert(cohort, name) for name in ("Anna", "Bea", "Cato", "Dora", "Ada")]
        topic = make_question(cohort)
        follow(people[0], topic, "muted")
        people[1].can_be_asked = False
        follow_space(people[4], space, "muted")
        waited(topic, hours=5)
        assert told() == ["Cato", "Dora"]
        expert(cohort, "Eva")
        membership = next(m for m in cohort_members(cohort) if m.user_id == people[2].id)
        remove_member(membership, by=cast.facilitator.user)
        assert topic.audience_id not in audiences_of(people[2].id)
        work()
        assert told() == ["Dora", "Eva"]

    def test_a_mail_that_leaves_later_does_not_ask_for_what_was_answered_or_muted(self, cast, cohort):
        wilma, willem = expert(cohort, "Wilma"), expert(cohort, "Willem")
        topic = make_question(cohort)
        waited(topic, hours=5)
        asked = {note.user_id: note for note in db.session.scalars(db.select(Notification).filter_by(reason="asked"))}
        follow(wilma, topic, "muted")
        assert still_standing(wilma, [asked[wilma.id]]) == []
        assert still_standing(willem, [asked[willem.id]]) == [asked[willem.id]]
        make_reply(topic)
        assert still_standing(willem, [asked[willem.id]]) == []

    def test_who_cannot_read_it_where_it_was_moved_is_asked_no_more(self, cast, cohort, space):
        cast.outsider.user.ask_me_about = cast.mentor.user.ask_me_about = "silence and waiting"
        topic = make_question(space=academy_space())
        waited(topic, hours=5)
        assert told() == ["Mentor", "Outsider"]
        move_topic(topic, space, by=cast.facilitator.user, reason="It is about us.")
        work()
        assert told() == ["Mentor"]

    def test_who_was_asked_enough_is_left_in_peace(self, cast, cohort):
        expert(cohort, "Wilma")
        topics = [make_question(cohort, title=f"Silence and waiting {n}") for n in range(5)]
        for topic in topics:
            waited(topic, hours=5)
        assert len(told()) == 3
        make_reply(topics[0])
        work()
        assert len(told()) == 2

    def test_not_now_asks_the_next_one(self, cast, cohort):
        for name in ("Wilma", "Willem"):
            expert(cohort, name)
        cast.mentor.user.ask_me_about = "silence and waiting"
        topic = make_question(cohort)
        waited(topic, hours=5)
        assert told() == ["Mentor", "Wilma"] or told() == ["Mentor", "Willem"]
        assert cast.mentor.post(f"/topics/{topic.id}/request/decline").status_code == 303
        assert told() == ["Willem", "Wilma"]
        assert cast.mentor.post(f"/topics/{topic.id}/request/decline").status_code == 403
        assert cast.outsider.post(f"/topics/{topic.id}/request/decline").status_code == 404

    def test_it_can_be_passed_on_to_somebody_who_reads_it(self, cast, cohort):
        cast.mentor.user.ask_me_about = "silence and waiting"
        topic = make_question(cohort)
        waited(topic, hours=5)
        address = f"/topics/{topic.id}/request/passing"
        assert cast.mentor.post(address, {"person": cast.outsider.id}).status_code == 422
        assert cast.mentor.post(address, {"person": cast.trainee.id}).status_code == 422
        assert cast.alumna.post(address, {"person": cast.mentor.id}).status_code == 403
        assert cast.mentor.post(address, {"person": cast.alumna.id}).status_code == 303
        assert told() == ["Alumna"]
        assert "Somebody who was asked thought of you" in text_of(cast.alumna.get(f"/topics/{topic.id}"))

    def test_everybody_decides_whether_they_are_asked(self, cast):
        assert cast.mentor.post("/account/asking", {}).status_code == 303
        assert cast.mentor.user.can_be_asked is False
        cast.mentor.post("/account/asking", {"can_be_asked": "y"})
        assert cast.mentor.user.can_be_asked is True


class TestHandingOver:
    def test_who_leads_hands_a_question_over(self, cast, cohort):
        topic = make_question(cohort)
        address = f"/topics/{topic.id}/owner"
        assert cast.outsider.post(address, {"person": cast.mentor.id}).status_code == 404
        assert cast.alumna.post(address, {"person": cast.mentor.id}).status_code == 403
        assert cast.facilitator.post(address, {"person": cast.outsider.id}).status_code == 422
        assert cast.facilitator.post(address, {"person": cast.mentor.id}).status_code == 303
        assert told("unanswered") == ["Mentor"]
        assert cast.mentor.post(address, {"person": cast.facilitator.id}).status_code == 303
        assert told("unanswered") == ["Facilitator"]
        waited(topic, hours=25)
        assert "Now Facilitator sees to it" in text_of(cast.trainee.get(f"/topics/{topic.id}"))

    def test_who_no_longer_reads_it_no_longer_sees_to_it(self, cast, cohort):
        topic = make_question(cohort)
        cast.facilitator.post(f"/topics/{topic.id}/owner", {"person": cast.mentor.id})
        membership = next(m for m in cohort_members(cohort) if m.user_id == cast.mentor.id)
        remove_member(membership, by=cast.facilitator.user)
        work()
        assert db.session.get_one(LadderPlace, topic.id).owner_id == cast.facilitator.id


class TestHeldAnswers:
    WORDS = {"body": "Count to five, and breathe.", "held": "y"}

    def test_who_leads_holds_an_answer_back_until_the_peers_had_their_time(self, cast, cohort):
        topic = make_question(cohort)
        assert "Hold it back until" in text_of(cast.facilitator.get(f"/topics/{topic.id}"))
        assert cast.facilitator.post(f"/topics/{topic.id}/replies", self.WORDS).status_code == 303
        assert "1 answer is held back" in text_of(cast.facilitator.get(f"/topics/{topic.id}"))
        assert "Count to five" in ladder_of(cast.facilitator, topic)
        for person in (cast.trainee, cast.mentor):
            page = text_of(person.get(f"/topics/{topic.id}"))
            assert "Count to five" not in page + ladder_of(person, topic)
            assert "held back" not in page
        expert(cohort, "Wilma")
        waited(topic, hours=5)
        assert "Count to five" in text_of(cast.trainee.get(f"/topics/{topic.id}"))
        assert told() == []
        work()
        assert db.session.get_one(Topic, topic.id).reply_count == 1

    def test_it_is_about_the_passage_it_was_written_about_also_when_that_moved(self, cast, cohort, lesson):
        topic = make_question(cohort, lesson_id=lesson.id)
        key, words = lesson_text(lesson).blocks[1]
        cast.facilitator.post(f"/topics/{topic.id}/replies", {**self.WORDS, "about": f"lesson:{lesson.id}:en:{key}"})
        assert f"About “{words}”" in ladder_of(cast.facilitator, topic)
        revise(lesson, f"Something new at the top.\n\n{words} Really.")
        waited(topic, hours=5)
        anchor = db.session.scalars(db.select(PostAnchor)).one()
        assert dict(lesson_text(lesson).blocks)[anchor.anchor_key] == f"{words} Really."
        assert (anchor.anchor_quote, anchor.anchor_lost) == (words, False)
        assert "Facilitator replied" in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))

    def test_it_keeps_the_words_of_a_passage_that_is_gone(self, cast, cohort, lesson):
        topic = make_question(cohort, lesson_id=lesson.id)
        key, words = lesson_text(lesson).blocks[1]
        cast.facilitator.post(f"/topics/{topic.id}/replies", {**self.WORDS, "about": f"lesson:{lesson.id}:en:{key}"})
        revise(lesson, "Something else altogether.")
        waited(topic, hours=5)
        anchor = db.session.scalars(db.select(PostAnchor)).one()
        assert (anchor.anchor_quote, anchor.anchor_lost) == (words, True)
        assert "From an earlier version of" in text_of(cast.trainee.get(f"/topics/{topic.id}"))

    def test_it_stays_held_when_a_peer_answered(self, cast, cohort):
        topic = make_question(cohort)
        cast.facilitator.post(f"/topics/{topic.id}/replies", self.WORDS)
        make_reply(topic)
        waited(topic, hours=5)
        assert db.session.get_one(Topic, topic.id).reply_count == 1
        assert "Count to five" in ladder_of(cast.facilitator, topic)

    def test_only_who_wrote_it_says_it_or_throws_it_away(self, cast, cohort):
        topic = make_question(cohort)
        for _ in range(2):
            cast.facilitator.post(f"/topics/{topic.id}/replies", self.WORDS)
        first, second = 1, 2
        for person, status in ((cast.outsider, 404), (cast.mentor, 403), (cast.trainee, 403)):
            assert person.post(f"/held-answers/{first}/sending").status_code == status
            assert person.post(f"/held-answers/{first}/removal").status_code == status
        assert cast.facilitator.post(f"/held-answers/{first}/sending").status_code == 303
        assert cast.facilitator.post(f"/held-answers/{first}/sending").status_code == 404
        assert cast.facilitator.post(f"/held-answers/{second}/removal").status_code == 303
        assert db.session.get_one(Topic, topic.id).reply_count == 1

    def test_ten_presses_say_it_once(self, app, cast, cohort):
        topic = make_question(cohort)
        cast.facilitator.post(f"/topics/{topic.id}/replies", self.WORDS)
        held = db.session.scalars(db.select(HeldAnswer)).one()
        answers = send_together(app, cast.facilitator, f"/held-answers/{held.id}/sending", [{}] * 10)
        assert {status for status, _location in answers} <= {303, 404}
        assert db.session.get_one(Topic, topic.id).reply_count == 1

    def test_who_does_not_lead_or_comes_late_says_it_at_once(self, cast, cohort):
        topic = make_question(cohort)
        cast.mentor.post(f"/topics/{topic.id}/replies", self.WORDS)
        late = make_question(cohort, title="A second one")
        waited(late, hours=5)
        cast.facilitator.post(f"/topics/{late.id}/replies", self.WORDS)
        for question in (topic, late):
            assert db.session.get_one(Topic, question.id).reply_count == 1

    def test_it_goes_along_when_the_question_is_merged(self, cast, cohort):
        topic, into = make_question(cohort), make_question(cohort, title="Another one")
        cast.facilitator.post(f"/topics/{topic.id}/replies", self.WORDS)
        merge_topics(topic, into, interleaved=True, by=cast.facilitator.user, reason="Twice")
        assert "Count to five" in ladder_of(cast.facilitator, into)


class TestSetting:
    LADDER = {"peers": "2", "experience": "8", "manager": "16", "manager_id": "0"}

    def test_who_leads_sets_the_ladder_of_a_space(self, cast, cohort, space):
        address = f"/spaces/{space.id}/ladder"
        assert cast.outsider.post(address, self.LADDER).status_code == 404
        assert cast.trainee.post(address, self.LADDER).status_code == 403
        assert cast.trainee.get(address).status_code == 403
        assert cast.facilitator.post(address, self.LADDER | {"manager_id": cast.mentor.id}).status_code == 303
        assert 'value="8"' in cast.facilitator.get(address).text
        topic = make_question(cohort)
        for page in (f"/topics/{topic.id}", f"/cohorts/{cohort.id}"):
            assert "of 2 h" in text_of(cast.trainee.get(page))

    @pytest.mark.parametrize("wrong", [{"peers": "0"}, {"experience": "2"}, {"manager": "x"}, {"manager_id": "999"}])
    def test_a_ladder_that_goes_nowhere_is_refused(self, cast, space, wrong):
        response = cast.facilitator.post(f"/spaces/{space.id}/ladder", self.LADDER | wrong)
        assert response.status_code == 422
        assert 'role="alert"' in response.text

    def test_the_administrator_sets_office_hours(self, cast):
        hours = {"days": ["1", "2"], "opens": "09:00", "closes": "00:00", "timezone": "Europe/Amsterdam"}
        assert cast.manager.post("/admin/office-hours", hours).status_code == 403
        assert cast.admin.post("/admin/office-hours", hours | {"closes": "08:00"}).status_code == 422
        assert cast.admin.post("/admin/office-hours", hours | {"days": ["8"]}).status_code == 422
        assert cast.admin.post("/admin/office-hours", hours).status_code == 303
        page = cast.admin.get("/admin/office-hours").text
        assert page.count("checked") == 2
        assert 'value="00:00"' in page
        assert cast.admin.post("/admin/office-hours", hours | {"days": []}).status_code == 303


class TestQueue:
    def test_the_longest_waiting_stands_first_where_one_leads(self, cast, cohort, space):
        young, old = make_question(cohort, title="Young"), make_question(cohort, title="Old")
        waited(old, hours=30)
        waited(young, hours=1)
        page = text_of(cast.facilitator.get(f"/spaces/{space.id}/unanswered"))
        assert page.index("Old") < page.index("Young")
        assert "Now Facilitator sees to it" in page
        assert "Old" in text_of(cast.facilitator.get("/unanswered?show=mine"))
        assert "Young" not in text_of(cast.facilitator.get("/unanswered?show=mine"))
        assert "Young" in text_of(cast.facilitator.get("/unanswered?show=nobody"))
        make_reply(old)
        assert "Old" not in text_of(cast.facilitator.get("/unanswered"))
        assert "1 reply, none accepted" in text_of(cast.facilitator.get("/unanswered?show=replied"))

    def test_nobody_sees_what_waits_where_they_do_not_lead(self, cast, cohort, space):
        make_question(cohort, title="Only for us")
        make_question(space=academy_space(), title="For everybody")
        db.session.commit()
        assert cast.outsider.get(f"/spaces/{space.id}/unanswered").status_code == 404
        assert cast.trainee.get(f"/spaces/{space.id}/unanswered").status_code == 403
        assert "For everybody" not in text_of(cast.trainee.get("/unanswered"))
        page = text_of(cast.manager.get("/unanswered"))
        assert "For everybody" in page
        assert "Only for us" not in page
        assert "Only for us" in text_of(cast.facilitator.get("/unanswered"))

    def test_figures_appear_for_five_questions_of_five_people(self, cast, cohort, space):
        people = [cast.trainee.user, *(expert(cohort, name) for name in ("Anna", "Bea", "Cato"))]
        address = f"/spaces/{space.id}/unanswered"
        for hours, person in zip((2, 10, 30, 80), people, strict=True):
            asked = now() - timedelta(days=10)
            topic = make_question(cohort, author=person, at=asked)
            make_reply(topic, author=cast.facilitator.user if hours == 10 else None, at=asked + timedelta(hours=hours))
        make_question(cohort, author=people[0], at=now() - timedelta(days=9))
        db.session.commit()
        assert "Not enough data yet" in text_of(cast.facilitator.get(address))
        make_question(cohort, author=cast.alumna.user, at=now() - timedelta(hours=50))
        db.session.commit()
        assert "Not enough data yet" in text_of(cast.facilitator.get(address))
        topic = make_question(cohort, author=cast.alumna.user, at=now() - timedelta(days=9))
        make_reply(topic, at=now() - timedelta(days=8, hours=23))
        db.session.commit()
        page = text_of(cast.facilitator.get(address))
        assert "Half were answered within 10 h" in page
        assert "Nine of ten within not known yet" in page
        assert "Answered within 24 hours 50%" in page
        assert "Answered within 72 hours 67%" in page
        assert "First answered by a peer 80%" in page

    def test_a_small_group_is_not_found_by_subtracting_the_others(self):
        def asked(space, people):
            return [Answered(person, timedelta(hours=1), space_id=space) for person in range(people)]

        assert figures_of(asked(1, 6) + asked(2, 4)).questions == 6
        assert figures_of(asked(1, 6) + asked(2, 4) + asked(3, 4)).questions == 6
        others = [Answered(person, None, space_id=3) for person in range(10, 14)]
        assert figures_of(asked(1, 6) + asked(2, 4) + others).questions == 14
        assert figures_of(asked(2, 4) + others).questions == 8
        assert figures_of(asked(2, 4)) is None


def cohort_members(cohort):
    return db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id)).all()
