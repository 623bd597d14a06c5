"""Conversations about a quiz question: begun by who answered it, and never telling others what was asked."""

import pytest

from discussions.anchors.models import PostAnchor
from discussions.models import Topic
from lms.database import db
from tests.cast import text_of as words_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course
from tests.factories.discussions import make_topic, space_of
from tests.factories.quizzes import SINGLE, make_attempt, make_quiz


class Place:
    pass


@pytest.fixture
def place(cast):
    """A cohort on a course with a quiz of two questions; the trainee and the mentor are in it."""
    place = Place()
    course = make_course()
    place.cohort = make_cohort(course=course)
    make_member(place.cohort, cast.facilitator, phase="facilitator")
    make_member(place.cohort, cast.mentor, phase="mentor")
    make_member(place.cohort, cast.trainee)
    place.lesson, place.quiz = make_quiz(course, review="answer")
    place.attempt = make_attempt(place.quiz, cast.trainee.viewer, submitted=False)
    from courses.quizzes.queries import answers_of

    place.question_id = answers_of(place.attempt)[0].question_id
    place.space = space_of(place.cohort)
    place.address = f"/lessons/{place.lesson.id}/questions/{place.question_id}/talk"
    db.session.commit()
    return place


def ask(browser, place, **changes):
    form = {
        "title": "Why is advice wrong here?",
        "body": "I thought it helps.",
        "kind": "question",
        "space": place.space.id,
    }
    return browser.post(place.address, form | changes)


def test_before_answering_nobody_talks_about_a_question(cast, place):
    assert cast.outsider.get(place.address).status_code == 404
    assert cast.trainee.get(place.address).status_code == 403
    assert ask(cast.trainee, place).status_code == 403
    cast.trainee.post(f"/attempts/{place.attempt.id}", {"go": "check:1"})
    assert cast.trainee.get(place.address).status_code == 200
    assert cast.mentor.get(place.address).status_code == 403
    assert cast.trainee.get(f"/lessons/{place.lesson.id}/questions/9999/talk").status_code == 404


def test_who_answered_begins_a_conversation_in_the_cohort(cast, place):
    cast.trainee.post(f"/attempts/{place.attempt.id}/submission")
    review = cast.trainee.get(f"/attempts/{place.attempt.id}")
    assert f'href="{place.address}"' in review.text
    assert ask(cast.trainee, place, title="").status_code == 422
    answer = ask(cast.trainee, place)
    assert answer.status_code == 303
    topic = db.session.scalars(db.select(Topic)).one()
    assert (topic.lesson_id, topic.question_id) == (place.lesson.id, place.question_id)
    assert (topic.anchor_key, topic.anchor_quote) == ("", "")
    assert place.address in cast.trainee.get(f"/topics/{topic.id}").text
    assert "Why is advice wrong here?" in words_of(cast.trainee.get(place.address))


def test_who_has_not_answered_reads_the_conversation_without_the_question(cast, place):
    cast.trainee.post(f"/attempts/{place.attempt.id}/submission")
    ask(cast.trainee, place)
    topic = db.session.scalars(db.select(Topic)).one()
    page = cast.mentor.get(f"/topics/{topic.id}")
    assert page.status_code == 200
    assert place.address not in page.text
    for words in (SINGLE["text"], "An open question", "It invites.", "Opening 1"):
        assert words not in page.text
    assert "Why is advice wrong here?" not in words_of(cast.mentor.get(f"/lessons/{place.lesson.id}"))
    make_attempt(place.quiz, cast.mentor.viewer)
    assert place.address in cast.mentor.get(f"/topics/{topic.id}").text


def test_the_page_of_a_question_never_tells_its_answer(cast, place):
    cast.trainee.post(f"/attempts/{place.attempt.id}/submission")
    page = cast.trainee.get(place.address).text
    assert "It invites." not in page
    assert "An open question" not in page


def test_a_reply_in_another_conversation_can_be_about_a_question(cast, place):
    topic = make_topic(place.cohort, author=cast.mentor.user, title="Open questions")
    cast.trainee.post(f"/attempts/{place.attempt.id}/submission")
    name = f"question:{place.lesson.id}:en:q{place.question_id}"
    assert cast.trainee.get(f"/topics/{topic.id}/passage?about={name}").status_code == 200
    assert cast.mentor.get(f"/topics/{topic.id}/passage?about={name}").status_code == 404
    answer = cast.trainee.post(f"/topics/{topic.id}/replies", {"body": "As in the quiz.", "about": name})
    assert answer.status_code == 303
    anchor = db.session.scalars(db.select(PostAnchor)).one()
    assert (anchor.lesson_id, anchor.question_id, anchor.anchor_quote) == (place.lesson.id, place.question_id, "")
    assert f"/topics/{topic.id}?from=2#post-2" in cast.trainee.get(place.address).text
    assert "As in the quiz." not in words_of(cast.mentor.get(f"/lessons/{place.lesson.id}"))


def test_a_question_with_a_number_no_database_holds_is_none(cast, place):
    topic = make_topic(place.cohort, author=cast.mentor.user, title="Open questions")
    name = f"question:{place.lesson.id}:en:q{'9' * 30}"
    assert cast.trainee.get(f"/topics/{topic.id}/passage?about={name}").status_code == 404
    answer = cast.trainee.post(f"/topics/{topic.id}/replies", {"body": "As in the quiz.", "about": name})
    assert answer.status_code == 303
    assert db.session.scalars(db.select(PostAnchor)).all() == []
