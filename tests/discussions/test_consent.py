"""Consent: what may be shown of a post elsewhere, who decides, and what later cohorts and others come to read."""

import time
from datetime import timedelta
from itertools import permutations

import pytest

from cohorts.actions import remove_member
from cohorts.models import Membership
from courses.editing.readers.actions import open_lesson, open_lessons
from courses.models import Course, Lesson
from discussions.consent import actions, queries
from discussions.consent.leaving_out import own_words
from discussions.consent.models import Consent, Proposal
from discussions.models import Post
from discussions.moving import actions as moving
from discussions.posts import actions as posts
from lms.access import ACADEMY, PUBLIC
from lms.database import db
from lms.jobs import sweep
from lms.mail import Mail
from lms.markup import render
from lms.notifications.models import Notification
from lms.people.accounts.actions import deactivate_user
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_module, revise
from tests.factories.courses import text_of as lesson_text
from tests.factories.discussions import make_reply, make_topic, space_of

NAMES = ["Sanne de Vries", "Kees-Jan Bos", "Zoë Will", "Bo Li"]


def clean(body, others=()):
    return own_words(
        render(body, profile="post", mention=lambda name: ("/people/7", name)).html, names=NAMES, others=others
    )


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("I wait.\n\nThen I *ask*.", "I wait.\n\nThen I ask."),
        ("Ask Sanne’s cat, or SANNE, or sanne de vries.", "Ask […]’s cat, or […], or […]."),
        ("Zoe said so, Kees Jan too; Will knows, I will not.", "[…] said so, […] too; […] knows, I will not."),
        ("San**ne** and Sa\u200bnne.", "[…] and […]."),
        ("Thanks @[Sanne de Vries] and @somebody.", "Thanks […] and […]."),
        ("See [my page](https://me.example/x) or https://me.example or me@me.example.", "See my page or […] or […]"),
        ("See [letter of the bailiff.pdf](/files/abc/file) and [what Pim said](/posts/7).", "See […] and […]."),
        ("Call 06 12345678 now.", "Call […] now."),
        ("> You wait too long.\n\nDo I?", "[…]\n\nDo I?"),
        ("- One\n- Two", "– One\n\n– Two"),
        ("![the flip chart](/files/abc/file)\n\nLook.", "[…]\n\nLook."),
        ("- > Quoted in a list\n- Mine", "[…]\n\n– Mine"),
    ],
)  # fmt: skip
def test_only_the_writers_own_words_are_left(body, left):
    assert clean(body) == left


@pytest.mark.parametrize(
    "token", ["a" * 50_000, "a@" * 25_000, "@" * 50_000, "0 " * 25_000, "“" * 50_000, "www." * 12_000]
)
def test_a_very_long_word_takes_no_time(token):
    html = f"<p>{token}</p><p>Write to @me@me.example, or a.b@me.example.</p>"
    began = time.process_time()
    assert own_words(html, names=NAMES, others=()).endswith("Write to […] or […]")
    assert time.process_time() - began < 5


def test_words_of_others_are_left_out_however_they_are_quoted():
    others = ["My brother has not called me since the funeral.", "Count to five."]
    assert clean("You said my brother has *not* called me since. Really.\n\nMine.", others) == "[…]\n\nMine."
    assert clean("And “count to five” helps; “my own words” stay.", others) == "And […] helps; “my own words” stay."


@pytest.fixture
def course(cast):
    return make_course(title="Motivational interviewing")


@pytest.fixture
def cohort(cast, course):
    """A cohort that is over, with a trainee of then and a mentor."""
    cohort = make_cohort(course, by=cast.facilitator.user, name="Autumn 2024", starts_in=-400, ends_in=-200)
    for person, phase in ((cast.alumna, "alumnus"), (cast.mentor, "mentor")):
        make_member(cohort, person, phase, tell=False)
    return cohort


@pytest.fixture
def later(cast, course):
    """A cohort of the same course that runs now."""
    later = make_cohort(course, by=cast.facilitator.user, name="Spring 2026")
    make_member(later, cast.trainee, "trainee", tell=False)
    return later


@pytest.fixture
def topic(cast, cohort, lesson, later):
    """Alumna asks, the mentor replies and names her."""
    topic = make_topic(
        space=space_of(cohort), author=cast.alumna.user, title="The coat of Mentor", body="My coat was on.",
        lesson_id=lesson.id,
    )  # fmt: skip
    make_reply(topic, author=cast.mentor.user, body="Keep it on, @[Alumna]. Alumna should sit down.")
    db.session.commit()
    return topic


def posts_of(topic):
    return db.session.scalars(db.select(Post).filter_by(topic_id=topic.id).order_by(Post.number)).all()


def propose(cast, topic, place="lesson", chosen=None):
    ids = [post.id for post in chosen or posts_of(topic)]
    response = cast.facilitator.post(f"/topics/{topic.id}/sharing", {"place": place, "posts": ids})
    assert response.status_code == 303, text_of(response)
    return db.session.scalars(db.select(Proposal).order_by(Proposal.id.desc())).first()


def consent_of(proposal, person):
    return db.session.scalars(db.select(Consent).filter_by(proposal_id=proposal.id, person_id=person.id)).one()


def answer(person, proposal, said):
    consent = consent_of(proposal, person)
    seal = queries.preview_of(db.session.get_one(Post, consent.post_id), proposal.cohort_id).seal
    return person.post(f"/consents/{consent.id}", {"answer": said, "seal": seal})


def beside(person, lesson):
    return text_of(person.get(f"/lessons/{lesson.id}"))


def test_echo_from_asking_to_taking_back(cast, topic, lesson):
    proposal = propose(cast, topic)
    assert "My coat was on" not in beside(cast.trainee, lesson)
    assert "Asks to show your words elsewhere" in text_of(cast.alumna.get("/inbox"))
    page = text_of(cast.alumna.get(f"/consents/{consent_of(proposal, cast.alumna).id}"))
    assert "Beside the lesson" in page
    assert "My coat was on." in page
    assert "The coat of […]" in page

    assert answer(cast.alumna, proposal, "named").status_code == 303
    assert "Asks to show" not in text_of(cast.alumna.get("/inbox"))
    shown = beside(cast.trainee, lesson)
    assert "From an earlier cohort" in shown
    assert "My coat was on." in shown
    assert "Alumna" in shown
    assert "Keep it on" not in shown
    state = text_of(cast.facilitator.get(f"/sharing/{proposal.id}"))
    assert "Asked about 2 posts. 1 is shown." in state
    assert "Mentor" not in state

    assert cast.alumna.post(f"/consents/{consent_of(proposal, cast.alumna).id}/withdrawal").status_code == 303
    assert "coat" not in beside(cast.trainee, lesson)
    assert consent_of(proposal, cast.alumna).words == ""
    assert "You took your yes back" in text_of(cast.alumna.get("/consents"))


def test_echo_stands_at_the_passage_it_was_about_through_edits_and_merging(cast, cohort, topic, lesson):
    key, words = lesson_text(lesson).blocks[1]
    topic.lesson_id, topic.anchor_key, topic.anchor_quote, topic.anchor_language = lesson.id, key, words, "en"
    db.session.commit()
    answer(cast.mentor, propose(cast, topic), "anonymous")

    def page():
        return cast.trainee.get(f"/lessons/{lesson.id}").get_data(as_text=True)

    assert f'<details class="note" data-at="{key}">' in page()
    revise(lesson, "Something new at the top.\n\nSo the skill has two large parts.\n\nThree replies close the door.")
    moved = next(key for key, words in lesson_text(lesson).blocks if "two large parts" in words)
    assert f'<details class="note" data-at="{moved}">' in page()
    other = make_topic(space=space_of(cohort), author=cast.mentor.user, title="Another", body="Sit.")
    moving.merge_topics(topic, other, interleaved=False, by=cast.facilitator.user, reason="One.")
    db.session.commit()
    assert f'<details class="note" data-at="{moved}">' in page()
    revise(lesson, "Something else altogether.")
    assert "data-at" not in page()
    assert "About an earlier version of this text" in page()
    assert words not in page(), "the asker marked those words, and did not say yes"
    assert "Keep it on" in page()


def test_echo_about_the_whole_lesson_stands_under_it(cast, topic, lesson):
    answer(cast.alumna, propose(cast, topic), "named")
    page = cast.trainee.get(f"/lessons/{lesson.id}").get_data(as_text=True)
    assert "data-at" not in page
    assert "About an earlier version" not in page


def test_who_stays_unnamed_is_nowhere(cast, topic, lesson):
    proposal = propose(cast, topic)
    answer(cast.mentor, proposal, "anonymous")
    page = cast.trainee.get(f"/lessons/{lesson.id}").get_data(as_text=True)
    assert "Keep it on, […]. […] should sit down." in page
    assert "Without a name" in page
    for trace in ("Mentor", "Alumna", f"/people/{cast.mentor.id}", f"/topics/{topic.id}", "Autumn 2024", "/posts/"):
        assert trace not in page, trace
    assert "Keep it on" not in text_of(cast.trainee.get("/search?q=sit+down"))


def test_no_keeps_nothing_and_silence_is_no(cast, topic, lesson):
    proposal = propose(cast, topic)
    answer(cast.alumna, proposal, "no")
    assert beside(cast.trainee, lesson).count("From an earlier cohort") == 0
    kept = db.session.execute(db.select(Consent.title, Consent.words)).all()
    assert [tuple(row) for row in kept] == [("", ""), ("", "")]
    assert "Asked about 2 posts. None is shown yet." in text_of(cast.facilitator.get(f"/sharing/{proposal.id}"))
    assert "asked before" in text_of(
        cast.facilitator.post(f"/topics/{topic.id}/sharing", {"place": "lesson", "posts": [posts_of(topic)[0].id]})
    )


def test_who_left_or_has_no_account_any_more_is_silent(cast, cohort, topic, lesson):
    membership = db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=cast.mentor.id)).one()
    remove_member(membership, by=cast.facilitator.user)
    deactivate_user(cast.alumna.user)
    db.session.commit()
    propose(cast, topic)
    while sweep():
        pass
    told = db.session.scalars(db.select(Notification.user_id).where(Notification.reason == "consent")).all()
    assert told == []
    assert db.session.scalars(db.select(Mail).where(Mail.subject.contains("shown elsewhere"))).all() == []
    assert "From an earlier cohort" not in beside(cast.trainee, lesson)


def test_only_later_cohorts_of_the_same_course_have_it(cast, course, topic, lesson, later):
    earlier = make_cohort(course, by=cast.facilitator.user, name="Before", starts_in=-900, ends_in=-700)
    make_member(earlier, cast.outsider, "trainee", tell=False)
    answer(cast.alumna, propose(cast, topic), "named")
    assert "My coat was on" in beside(cast.trainee, lesson)
    for person in (cast.outsider, cast.author, cast.alumna):
        page = beside(person, lesson)
        assert "From an earlier cohort" not in page


def test_what_was_said_yes_to_stays_when_the_post_is_edited(cast, topic, lesson):
    proposal = propose(cast, topic)
    opening = posts_of(topic)[0]
    seal = queries.preview_of(opening, proposal.cohort_id).seal
    posts.edit_post(opening, body="My jacket was on.", version=opening.version, by=cast.facilitator.user)
    db.session.commit()
    consent = consent_of(proposal, cast.alumna)
    response = cast.alumna.post(f"/consents/{consent.id}", {"answer": "named", "seal": seal})
    assert response.status_code == 409
    assert "My jacket was on." in text_of(response)
    assert "jacket" not in beside(cast.trainee, lesson)
    answer(cast.alumna, proposal, "named")
    opening = posts_of(topic)[0]
    posts.edit_post(opening, body="My hat was on.", version=opening.version, by=cast.alumna.user)
    db.session.commit()
    shown = beside(cast.trainee, lesson)
    assert "My jacket was on." in shown
    assert "My hat" not in shown
    assert "reads otherwise since you said yes" in text_of(cast.alumna.get(f"/consents/{consent.id}"))
    answer(cast.alumna, proposal, "anonymous")
    assert "My hat was on." in beside(cast.trainee, lesson)


def test_taken_back_by_who_proposed_it(cast, topic, lesson):
    proposal = propose(cast, topic)
    answer(cast.alumna, proposal, "named")
    assert cast.facilitator.post(f"/sharing/{proposal.id}/retraction").status_code == 303
    assert "coat" not in beside(cast.trainee, lesson)
    assert "Asks to show" not in text_of(cast.mentor.get("/inbox"))
    assert answer(cast.mentor, proposal, "named").status_code == 409
    assert db.session.scalar(db.select(db.func.count()).where(Consent.words != "")) == 0


@pytest.mark.parametrize(
    ("place", "readers", "others"),
    [
        ("course", ("trainee", "author"), ("outsider", "manager", "guest")),
        ("academy", ("trainee", "outsider"), ("guest",)),
        ("public", ("outsider", "guest"), ()),
    ],
)
def test_a_copy_has_its_own_readers_and_the_original_keeps_its_own(cast, topic, place, readers, others):
    before = topic.audience_id
    proposal = propose(cast, topic, place)
    assert cast.trainee.get(f"/shared/{proposal.id}").status_code == 404
    answer(cast.alumna, proposal, "named")
    for name in readers:
        page = getattr(cast, name).get(f"/shared/{proposal.id}")
        assert "My coat was on." in text_of(page)
        assert "Keep it on" not in text_of(page)
        for address in ("/shared", "/search?q=coat"):
            assert f"/shared/{proposal.id}" in getattr(cast, name).get(address).get_data(as_text=True)
    for name in others:
        assert getattr(cast, name).get(f"/shared/{proposal.id}").status_code in (302, 404)
        for address in ("/shared", "/search?q=coat"):
            assert f"/shared/{proposal.id}" not in getattr(cast, name).get(address).get_data(as_text=True)
    assert 'class="result"' not in cast.trainee.get("/search?q=sit").get_data(as_text=True)
    assert cast.trainee.get(f"/topics/{topic.id}").status_code == 404
    assert db.session.get_one(type(topic), topic.id).audience_id == before
    cast.alumna.post(f"/consents/{consent_of(proposal, cast.alumna).id}/withdrawal")
    assert cast.trainee.get(f"/shared/{proposal.id}").status_code == (410 if place == "public" else 404)
    assert 'class="result"' not in cast.trainee.get("/search?q=coat").get_data(as_text=True)


def test_a_removed_post_is_no_longer_shared_and_does_not_come_back_by_itself(cast, topic):
    proposal = propose(cast, topic, "academy")
    answer(cast.alumna, proposal, "named")
    answer(cast.mentor, proposal, "anonymous")
    cast.alumna.post(f"/posts/{posts_of(topic)[0].id}/deletion")
    page = text_of(cast.outsider.get(f"/shared/{proposal.id}"))
    assert "My coat" not in page
    assert "Keep it on" in page
    assert 'class="result"' not in cast.outsider.get("/search?q=coat").get_data(as_text=True)
    assert 'class="result"' in cast.outsider.get("/search?q=sit").get_data(as_text=True)
    cast.alumna.post(f"/posts/{posts_of(topic)[0].id}/restoration")
    assert "My coat" not in text_of(cast.outsider.get(f"/shared/{proposal.id}"))
    assert "until you say yes again" in text_of(cast.alumna.get("/consents"))


def test_guests_find_on_the_front_page_what_is_public(cast, topic):
    proposal = propose(cast, topic, "public")
    assert "Shared from cohorts" not in text_of(cast.guest.get("/"))
    answer(cast.alumna, proposal, "anonymous")
    assert f"/shared/{proposal.id}" in cast.guest.get("/").get_data(as_text=True)


def test_yes_to_one_use_is_no_yes_to_another(cast, topic, lesson):
    answer(cast.alumna, propose(cast, topic), "named")
    proposal = propose(cast, topic, "public")
    assert cast.guest.get(f"/shared/{proposal.id}").status_code == 404
    assert "My coat was on." in beside(cast.trainee, lesson)


def test_nothing_widens(cast, course, cohort, topic, lesson, later):
    """A lesson, a topic or a course that gets another place or other readers takes no words along."""
    answer(cast.alumna, propose(cast, topic), "named")
    copy = propose(cast, topic, "course")
    answer(cast.alumna, copy, "named")

    def seen_by(person):
        return "My coat was on" in beside(person, lesson), person.get(f"/shared/{copy.id}").status_code == 200

    everybody = {name: person for name, person in cast.everybody().items() if name != "admin"}
    before = {name: seen_by(person) for name, person in everybody.items()}
    assert before["trainee"] == (True, True)
    assert before["outsider"] == before["guest"] == (False, False)
    open_lesson(db.session.get_one(Lesson, lesson.id), PUBLIC, by=cast.author.user)
    open_lessons(db.session.get_one(Course, course.id), PUBLIC, by=cast.author.user)
    course.audience_id = PUBLIC
    db.session.commit()
    assert {name: seen_by(person) for name, person in everybody.items()} == before

    other = make_topic(space=space_of(cohort), author=cast.mentor.user, title="Another", body="Sit.")
    moving.merge_topics(topic, other, interleaved=False, by=cast.facilitator.user, reason="One.")
    db.session.commit()
    assert {name: seen_by(person) for name, person in everybody.items()} == before

    moving.move_topic(other, space_of(later), by=cast.facilitator.user, reason="Elsewhere.")
    db.session.commit()
    assert {name: seen_by(person) for name, person in everybody.items()} == before

    elsewhere = make_course(title="Debt and shame")
    row = db.session.get_one(Lesson, lesson.id)
    row.course_id, row.module_id = elsewhere.id, make_module(elsewhere).id
    make_member(make_cohort(elsewhere, by=cast.facilitator.user, name="New"), cast.outsider, "trainee", tell=False)
    db.session.commit()
    assert "My coat was on" not in beside(cast.outsider, lesson)
    assert cast.outsider.get(f"/shared/{copy.id}").status_code == 404


STEPS = ("yes", "unnamed", "no", "take back", "edit", "remove", "restore")


@pytest.mark.parametrize("order", sorted(set(permutations(STEPS, 4)))[::17], ids=" ".join)
def test_whatever_happens_later_cohorts_read_what_the_last_yes_was_to(cast, topic, lesson, order):
    proposal = propose(cast, topic)
    consent_id, post_id = consent_of(proposal, cast.alumna).id, posts_of(topic)[0].id
    shown, is_named, number = None, False, 0
    for step in order:
        post, consent = db.session.get_one(Post, post_id), db.session.get_one(Consent, consent_id)
        stands = post.deleted_at is None
        if step in ("yes", "unnamed") and stands:
            said = "named" if step == "yes" else "anonymous"
            assert answer(cast.alumna, proposal, said).status_code == 303
            shown, is_named = post.body, step == "yes"
        elif step == "no":
            actions.answer(consent, "no")
            shown = None
        elif step == "take back":
            actions.withdraw_consent(consent)
            shown = None
        elif step == "edit" and stands:
            number += 1
            posts.edit_post(post, body=f"Coat number {number}.", version=post.version, by=cast.alumna.user)
        elif step == "remove" and stands:
            posts.delete_post(post, by=cast.alumna.user)
            shown = None
        elif step == "restore" and not stands:
            posts.restore_post(post, by=cast.alumna.user)
        db.session.commit()
        page = beside(cast.trainee, lesson)
        assert ("From an earlier cohort" in page) == (shown is not None), order
        assert shown is None or shown in page
        assert shown is None or ("Alumna" in page) == is_named
        words = db.session.get_one(Consent, consent_id, populate_existing=True).words
        assert words == (shown or "")


def test_a_running_cohort_has_no_echoes_yet(cast, cohort, topic):
    cohort.ends_on += timedelta(days=400)
    db.session.commit()
    page = text_of(cast.facilitator.get(f"/topics/{topic.id}/sharing"))
    assert "Beside the lesson" not in page
    ids = [post.id for post in posts_of(topic)]
    response = cast.facilitator.post(f"/topics/{topic.id}/sharing", {"place": "lesson", "posts": ids})
    assert response.status_code == 422


def test_bad_input_comes_back(cast, topic):
    address = f"/topics/{topic.id}/sharing"
    for data in ({}, {"place": "lesson"}, {"place": "moon", "posts": [1]}, {"place": "lesson", "posts": [10**9]}):
        assert cast.facilitator.post(address, data).status_code == 422
    consent = consent_of(propose(cast, topic), cast.alumna)
    assert cast.alumna.post(f"/consents/{consent.id}", {"answer": "maybe"}).status_code == 422
    assert cast.alumna.post(f"/consents/{consent.id}", {}).status_code == 422
    assert cast.mentor.post(f"/consents/{consent.id}", {"answer": "named"}).status_code == 404
    assert db.session.get_one(Consent, consent.id).answer == ""


def test_a_post_of_others_words_alone_cannot_be_shown(cast, cohort, lesson):
    topic = make_topic(
        space=space_of(cohort), author=cast.alumna.user, body="> Somebody said this.", lesson_id=lesson.id
    )
    db.session.commit()
    proposal = propose(cast, topic, "academy")
    response = answer(cast.alumna, proposal, "named")
    assert response.status_code == 422
    assert "Nothing of this post is left" in text_of(response)
    assert proposal.audience_id == ACADEMY
