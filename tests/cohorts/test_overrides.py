"""Counting a lesson as done for who cannot do any more what it asks: for a reason, told, and taken back again."""

from datetime import timedelta

import pytest

from cohorts.calendar.actions import mark_presence
from cohorts.live.actions import hold_as
from cohorts.membership.queries import find_own_membership
from courses.actions import leave_course
from courses.models import Course, Enrolment
from courses.overrides.models import CompletionOverride
from lms.admin.models import AuditEntry
from lms.database import db, now
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.courses.test_quiz_attempts import is_completed
from tests.factories.assignments import make_assignment, make_submission
from tests.factories.cohorts import make_member
from tests.factories.courses import make_lesson, make_module
from tests.factories.events import first_date, make_event
from tests.factories.grades import make_grade
from tests.factories.quizzes import make_attempt, make_quiz


@pytest.fixture
def course(cohort) -> Course:
    return db.session.get_one(Course, cohort.course_id)


@pytest.fixture
def session(course):
    """A live session that is done by who was there."""
    return make_lesson(make_module(course), title="Practising aloud", kind="live", completed_by="attended")


def member_page(cohort, person) -> str:
    return f"/cohorts/{cohort.id}/memberships/{find_own_membership(person.viewer, cohort.id).id}"


def count(cast, cohort, lesson, because="She was ill."):
    address = member_page(cohort, cast.trainee) + "/completions"
    return cast.facilitator.post(address, {"lesson": lesson.id, "because": because})


def test_counting_a_lesson_makes_nobody_look_active(cast, cohort, course, session):
    long_ago = now() - timedelta(days=30)
    assert count(cast, cohort, session).status_code == 303
    db.session.execute(db.update(Enrolment).values(last_active_at=long_ago))
    db.session.commit()
    another = make_lesson(make_module(course), title="Once more", kind="live", completed_by="attended")
    assert count(cast, cohort, another).status_code == 303
    assert is_completed(cast.trainee, another)
    assert enrolment_of(cast.trainee, course).last_active_at == long_ago


def test_a_missed_session_counts_as_done_and_completes_the_course(cast, cohort, course, session):
    by_hand = make_lesson(make_module(course), title="Reading")
    page = cast.facilitator.get(member_page(cohort, cast.trainee)).text
    assert f'<option value="{session.id}">1.1 Practising aloud</option>' in page
    assert f'<option value="{by_hand.id}">' not in page
    cast.trainee.post(f"/lessons/{by_hand.id}/completion")
    answer = count(cast, cohort, session)
    assert answer.location == member_page(cohort, cast.trainee) + "#done"
    assert is_completed(cast.trainee, session)
    enrolment = db.session.scalars(db.select(Enrolment).filter_by(user_id=cast.trainee.id, course_id=course.id)).one()
    assert enrolment.completed_at
    assert "Counted as done by Facilitator: She was ill." in text_of(cast.trainee.get(f"/lessons/{session.id}"))
    assert "Counted as done by Facilitator" in text_of(cast.facilitator.get(member_page(cohort, cast.trainee)))
    told = db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id, reason="given")).one()
    assert (told.title, told.excerpt) == ("“Practising aloud” counts as done", "She was ill.")
    assert "lesson counted as done" in db.session.scalars(db.select(AuditEntry.action)).all()
    assert count(cast, cohort, session).status_code == 422


def test_it_is_taken_back_and_the_course_stays_completed(cast, cohort, course, session):
    address = member_page(cohort, cast.trainee) + f"/completions/{session.id}/removal"
    assert cast.facilitator.post(address).status_code == 404
    count(cast, cohort, session)
    assert cast.facilitator.post(address).status_code == 303
    assert not is_completed(cast.trainee, session)
    assert db.session.scalars(db.select(CompletionOverride)).all() == []
    enrolment = db.session.scalars(db.select(Enrolment).filter_by(user_id=cast.trainee.id, course_id=course.id)).one()
    assert enrolment.completed_at
    told = db.session.scalars(db.select(Notification.title).filter_by(user_id=cast.trainee.id, reason="given"))
    assert "“Practising aloud” no longer counts as done" in told.all()
    assert "Counted as done" not in text_of(cast.trainee.get(f"/lessons/{session.id}"))


def test_what_was_done_meanwhile_counts_when_it_is_taken_back(cast, cohort, course, session):
    quiz_lesson, quiz = make_quiz(course)
    work = make_assignment(cohort)
    event = make_event(cohort, cast.facilitator)
    for lesson in (session, quiz_lesson, work):
        count(cast, cohort, lesson)
    hold_as(session, cohort, event)
    mark_presence(first_date(event), {cast.trainee.id})
    make_attempt(quiz, cast.trainee.viewer)
    make_submission(work, cohort, cast.trainee)
    for lesson in (session, quiz_lesson, work):
        cast.facilitator.post(member_page(cohort, cast.trainee) + f"/completions/{lesson.id}/removal")
        assert is_completed(cast.trainee, lesson)


def enrolment_of(person, course) -> Enrolment:
    which = db.select(Enrolment).filter_by(user_id=person.id, course_id=course.id)
    return db.session.scalars(which.execution_options(populate_existing=True)).one()


def test_taking_it_back_moves_nobody_else_and_makes_nobody_look_active(cast, cohort, course):
    lesson, quiz = make_quiz(course)
    work = make_assignment(cohort)
    others, long_ago = (cast.alumna, cast.mentor), now() - timedelta(days=30)
    for person in others:
        make_member(cohort, person)
        make_attempt(quiz, person.viewer, at=long_ago)
        make_submission(work, cohort, person, at=long_ago)
    leave_course(course.id, cast.mentor.id)
    for one in (lesson, work):
        count(cast, cohort, one)
    db.session.execute(db.update(Enrolment).values(last_active_at=long_ago))
    before = [(row.last_active_at, row.left_at) for row in (enrolment_of(one, course) for one in others)]
    assert before[1][1]
    for one in (lesson, work):
        cast.facilitator.post(member_page(cohort, cast.trainee) + f"/completions/{one.id}/removal")
        assert not is_completed(cast.trainee, one)
        assert is_completed(cast.alumna, one)
    assert [(row.last_active_at, row.left_at) for row in (enrolment_of(one, course) for one in others)] == before
    assert enrolment_of(cast.trainee, course).last_active_at == long_ago


def test_a_passing_grade_set_by_hand_holds_when_it_is_taken_back(cast, cohort, course):
    lesson, _quiz = make_quiz(course, pass_percent=70)
    removal = member_page(cohort, cast.trainee) + f"/completions/{lesson.id}/removal"
    for percents, holds in (([60.0], False), ([80.0, None], False), ([80.0], True)):
        assert count(cast, cohort, lesson).status_code == 303
        for percent in percents:
            make_grade(cohort, lesson, cast.trainee, percent, by=cast.facilitator)
        assert cast.facilitator.post(removal).status_code == 303
        assert is_completed(cast.trainee, lesson) == holds


def test_it_needs_a_reason_a_lesson_and_who_leads_the_cohort(cast, cohort, session):
    elsewhere = make_lesson(title="Elsewhere", kind="live", completed_by="attended")
    address = member_page(cohort, cast.trainee) + "/completions"
    assert count(cast, cohort, session, because=" ").status_code == 422
    assert "Kept words" in count(cast, cohort, elsewhere, because="Kept words").text
    sent = {"lesson": session.id, "because": "She was ill."}
    assert cast.trainee.post(address, sent).status_code == 403
    assert cast.outsider.post(address, sent).status_code == 404
    make_member(cohort, cast.mentor, "mentor")
    assert cast.facilitator.post(member_page(cohort, cast.mentor) + "/completions", sent).status_code == 403
    assert cast.facilitator.post(f"{address}/{elsewhere.id}/removal").status_code == 404
    assert not is_completed(cast.trainee, session)
