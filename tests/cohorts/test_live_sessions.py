"""Live sessions: a lesson that each cohort holds as one of its events, done by being there."""

import pytest

from cohorts.calendar.actions import cancel_event, mark_presence
from cohorts.live.models import LiveSession
from courses.editing.drafts.actions import change_lesson
from courses.models import Course, LessonProgress
from lms.database import db
from lms.jobs import sweep
from tests.cast import text_of as words_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_lesson, make_module
from tests.factories.discussions import make_topic
from tests.factories.events import first_date, make_event


@pytest.fixture
def lesson(cohort):
    course = db.session.get_one(Course, cohort.course_id)
    return make_lesson(make_module(course), title="Practising aloud", kind="live")


@pytest.fixture
def event(cast, cohort):
    return make_event(cohort, cast.facilitator, title="Evening in Zwolle")


def address(cohort, lesson):
    return f"/cohorts/{cohort.id}/lessons/{lesson.id}/session"


def is_completed(person, lesson) -> bool:
    progress = db.session.get(LessonProgress, (person.id, lesson.id))
    return bool(progress and progress.completed_at)


def test_a_facilitator_says_which_event_it_is_and_the_lesson_shows_it(cast, cohort, lesson, event):
    assert "It is not planned in your cohort yet" in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    assert "Evening in Zwolle" in words_of(cast.facilitator.get(f"/lessons/{lesson.id}"))
    assert cast.facilitator.post(address(cohort, lesson), {"event": event.id}).status_code == 303
    page = cast.trainee.get(f"/lessons/{lesson.id}")
    assert "Evening in Zwolle" in words_of(page)
    assert "Room 2" in words_of(page)
    assert f'action="/dates/{first_date(event).id}/answer"' in page.text
    cast.trainee.post(f"/dates/{first_date(event).id}/answer", {"answer": "going", "guests": "0"})
    assert "You come" in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    assert "Practising aloud" in words_of(cast.trainee.get(f"/events/{event.id}"))
    cast.facilitator.post(address(cohort, lesson), {"event": "0"})
    assert "It is not planned in your cohort yet" in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))


def test_each_cohort_sees_its_own_event(cast, cohort, lesson, event):
    other = make_cohort(db.session.get_one(Course, cohort.course_id), by=cast.facilitator.user, name="Autumn")
    make_member(other, cast.alumna)
    theirs = make_event(other, cast.facilitator, title="Evening in Assen")
    cast.facilitator.post(address(cohort, lesson), {"event": event.id})
    cast.facilitator.post(address(other, lesson), {"event": theirs.id})
    for person, own, foreign in ((cast.trainee, "Zwolle", "Assen"), (cast.alumna, "Assen", "Zwolle")):
        page = words_of(person.get(f"/lessons/{lesson.id}"))
        assert own in page
        assert foreign not in page
    assert cast.facilitator.post(address(cohort, lesson), {"event": theirs.id}).status_code == 422


def test_who_was_there_is_done_with_it_and_stays_so(cast, cohort, lesson):
    make_member(cohort, cast.alumna)
    held = make_event(cohort, cast.facilitator, days=-1, title="Evening in Zwolle")
    cast.facilitator.post(address(cohort, lesson), {"event": held.id})
    assert "done when you were there" in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    assert cast.trainee.post(f"/lessons/{lesson.id}/completion").status_code == 403
    present = {"people": [cast.trainee.id, cast.facilitator.id]}
    assert cast.facilitator.post(f"/dates/{first_date(held).id}/presence", present).status_code == 303
    assert is_completed(cast.trainee, lesson)
    assert not is_completed(cast.alumna, lesson)
    assert not is_completed(cast.facilitator, lesson)  # who leads follows no course by it
    cast.facilitator.post(f"/dates/{first_date(held).id}/presence", {"people": [cast.alumna.id]})
    assert is_completed(cast.trainee, lesson)
    assert is_completed(cast.alumna, lesson)


def test_saying_afterwards_which_event_it_was_counts_too(cast, cohort, lesson):
    held = make_event(cohort, cast.facilitator, days=-1)
    mark_presence(first_date(held), [cast.trainee.id])
    assert not is_completed(cast.trainee, lesson)
    cast.facilitator.post(address(cohort, lesson), {"event": held.id})
    assert is_completed(cast.trainee, lesson)


def test_it_may_be_completed_by_hand_and_another_rule_looks_back(cast, cohort, lesson):
    change_lesson(lesson, minutes=None, is_required=True, completed_by="hand")
    held = make_event(cohort, cast.facilitator, days=-1)
    cast.facilitator.post(address(cohort, lesson), {"event": held.id})
    mark_presence(first_date(held), [cast.trainee.id])
    assert not is_completed(cast.trainee, lesson)
    change_lesson(lesson, minutes=None, is_required=True, completed_by="attended")
    db.session.commit()
    while sweep():
        pass
    assert is_completed(cast.trainee, lesson)


def test_the_recap_is_read_from_the_lesson(cast, cohort, lesson):
    held = make_event(cohort, cast.facilitator, days=-1)
    cast.facilitator.post(address(cohort, lesson), {"event": held.id})
    make_topic(cohort, title="What we practised", author=cast.facilitator.user, event_id=held.id, anchor_key="recap")
    assert "What we practised" in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))


def test_a_cancelled_session_says_why(cast, cohort, lesson, event):
    cast.facilitator.post(address(cohort, lesson), {"event": event.id})
    cancel_event(event, reason="The trains do not run.", by=cast.facilitator.user)
    page = words_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    assert "The trains do not run." in page
    assert "I come" not in page


def test_only_its_facilitators_choose(cast, cohort, lesson, event):
    for person, status in ((cast.trainee, 403), (cast.outsider, 404), (cast.author, 404)):
        assert person.post(address(cohort, lesson), {"event": event.id}).status_code == status
    page = make_lesson(make_module(db.session.get_one(Course, cohort.course_id)), title="A page")
    assert cast.facilitator.post(address(cohort, page), {"event": event.id}).status_code == 404
    assert cast.facilitator.post(address(cohort, lesson), {"event": 987_654}).status_code == 422
    assert db.session.scalars(db.select(LiveSession)).all() == []


def test_authors_and_strangers_to_the_cohorts_see_no_event(cast, cohort, lesson, event):
    cast.facilitator.post(address(cohort, lesson), {"event": event.id})
    assert "Zwolle" not in cast.author.get(f"/lessons/{lesson.id}").text
    assert "Zwolle" not in cast.author.get(f"/lessons/{lesson.id}/preview").text
    assert "Each cohort holds it" in words_of(cast.author.get(f"/lessons/{lesson.id}/edit"))
