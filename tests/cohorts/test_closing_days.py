"""A quiz closes on a day of each cohort: on its page, at home, in a reminder; without one the author's moment holds."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from cohorts.assignments.actions import give_more_time
from cohorts.assignments.notices import remind_of_due_dates
from cohorts.assignments.quizzes import still_to_make
from courses.assignments.actions import extend, set_due_date
from courses.models import Course
from courses.quizzes.building.actions import change_quiz
from courses.quizzes.closing import closing_of
from lms.database import db, now
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.people import heard
from tests.factories.quizzes import make_attempt, make_quiz


@pytest.fixture
def quiz(cohort):
    """(lesson, quiz) in the course of the cohort, which its author closes in three weeks."""
    return make_quiz(db.session.get_one(Course, cohort.course_id), closes_at=now() + timedelta(days=21))


def test_each_cohort_has_its_own_closing_day_and_others_the_authors(cast, cohort, quiz):
    lesson, settings = quiz
    other = make_cohort(db.session.get_one(Course, cohort.course_id), by=cast.facilitator.user, name="Autumn")
    make_member(other, cast.alumna)
    page = f"/cohorts/{cohort.id}/assignments"
    assert "What you heard" in text_of(cast.facilitator.get(page))
    day = (now() + timedelta(days=5)).astimezone(ZoneInfo(cohort.timezone)).date()
    field = f"a{lesson.id}-day"
    assert cast.facilitator.post(f"{page}/{lesson.id}/due-date", {field: "no day"}).status_code == 422
    assert cast.facilitator.post(f"{page}/{lesson.id}/due-date", {field: day.isoformat()}).status_code == 303
    assert cast.trainee.post(f"{page}/{lesson.id}/due-date", {field: day.isoformat()}).status_code == 403
    assert cast.outsider.post(f"{page}/{lesson.id}/due-date", {field: day.isoformat()}).status_code == 404
    closes_at = closing_of(settings, cast.trainee.id)
    assert closes_at.astimezone(ZoneInfo(cohort.timezone)).date() == day
    assert closing_of(settings, cast.alumna.id) == settings.closes_at
    assert "closes" in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    home = text_of(cast.trainee.get("/"))
    assert "Make the quiz" in home
    assert "Make the quiz" not in text_of(cast.alumna.get("/"))
    make_attempt(settings, cast.trainee.viewer)
    assert "Make the quiz" not in text_of(cast.trainee.get("/"))
    assert "1 of 1 made it" in text_of(cast.facilitator.get(page))


def test_a_quiz_that_closed_for_a_cohort_begins_no_attempt_but_for_who_has_more_time(cast, cohort, quiz):
    lesson, settings = quiz
    set_due_date(lesson.id, cohort.audience_id, now() - timedelta(minutes=1))
    assert "This quiz is closed." in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    assert cast.trainee.post(f"/lessons/{lesson.id}/attempts").status_code == 403
    page = f"/cohorts/{cohort.id}/assignments/{lesson.id}/people/{cast.trainee.id}/extension"
    day = (now() + timedelta(days=3)).date()
    assert cast.facilitator.post(page, {f"a{lesson.id}p{cast.trainee.id}-day": day.isoformat()}).status_code == 303
    assert cast.trainee.post(f"/lessons/{lesson.id}/attempts").status_code == 303
    assert closing_of(settings, cast.trainee.id) > now()


def test_a_later_day_holds_for_the_attempt_somebody_is_making_within_its_own_minutes(cast, cohort, quiz):
    lesson, settings = quiz
    soon, other = now() + timedelta(minutes=5), make_quiz(db.session.get_one(Course, cohort.course_id), minutes=30)
    make_member(cohort, cast.alumna)
    for one, _settings in (quiz, other):
        set_due_date(one.id, cohort.audience_id, soon)
    began = now() - timedelta(minutes=20)
    attempts = {}
    for person in (cast.trainee, cast.alumna):
        attempts[person] = [make_attempt(one, person.viewer, {}, submitted=False, at=began) for _, one in (quiz, other)]
    assert {attempt.due_at for both in attempts.values() for attempt in both} == {soon}

    def choose(one, path: str, field: str, days: int):
        day = (now() + timedelta(days=days)).date().isoformat()
        address = f"/cohorts/{cohort.id}/assignments/{one.id}/{path}"
        assert cast.facilitator.post(address, {f"a{one.id}{field}-day": day}).status_code == 303
        db.session.expire_all()

    for one, _settings in (quiz, other):
        choose(one, f"people/{cast.trainee.id}/extension", f"p{cast.trainee.id}", 3)
    unlimited, limited = attempts[cast.trainee]
    assert unlimited.due_at == closing_of(settings, cast.trainee.id) > soon
    assert limited.due_at == began + timedelta(minutes=30)
    assert {attempt.due_at for attempt in attempts[cast.alumna]} == {soon}
    for one, _settings in (quiz, other):
        choose(one, "due-date", "", 2)
    unlimited, limited = attempts[cast.alumna]
    assert unlimited.due_at == closing_of(settings, cast.alumna.id) > soon
    assert limited.due_at == began + timedelta(minutes=30)
    later = unlimited.due_at
    choose(lesson, "due-date", "", 1)
    assert unlimited.due_at == later


def test_minutes_an_attempt_began_with_end_it_whatever_the_day(cast, cohort):
    lesson, quiz = make_quiz(db.session.get_one(Course, cohort.course_id), minutes=30)
    set_due_date(lesson.id, cohort.audience_id, now() + timedelta(hours=2))
    attempt = make_attempt(quiz, cast.trainee.viewer, {}, submitted=False)
    change_quiz(quiz, version=quiz.version, minutes=None)
    give_more_time(cohort, lesson.id, cast.trainee.id, now() + timedelta(days=2), by=cast.facilitator.user)
    assert attempt.due_at == attempt.started_at + timedelta(minutes=30)


def test_answers_shown_after_closing_wait_for_the_day_of_the_cohort(cast, cohort, quiz):
    lesson, settings = quiz
    change_quiz(settings, version=settings.version, review="closing", closes_at=now() + timedelta(days=1))
    attempt = make_attempt(settings, cast.trainee.viewer)
    set_due_date(lesson.id, cohort.audience_id, now() - timedelta(minutes=1))
    assert "The right answer" in cast.trainee.get(f"/attempts/{attempt.id}").text
    set_due_date(lesson.id, cohort.audience_id, now() + timedelta(days=2))
    assert "The right answer" not in cast.trainee.get(f"/attempts/{attempt.id}").text


def test_who_has_not_made_it_is_reminded_a_day_before_by_whichever_day_holds(cast, cohort, quiz):
    lesson, settings = quiz
    make_member(cohort, cast.alumna)
    make_attempt(settings, cast.alumna.viewer)
    remind_of_due_dates()
    assert "due" not in heard(cast.trainee)
    set_due_date(lesson.id, cohort.audience_id, now() + timedelta(hours=20))
    for _twice in range(2):
        remind_of_due_dates()
    assert heard(cast.trainee).count("due") == 1
    assert "due" not in heard(cast.alumna)
    told = db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id, reason="due")).one()
    assert told.excerpt.startswith("Make it before it closes")
    assert still_to_make(cast.trainee.id, [lesson.id], now()) == {lesson.id}
    extend(lesson.id, cast.trainee.id, now() + timedelta(hours=10), by=cast.facilitator.user)
    remind_of_due_dates()
    assert heard(cast.trainee).count("due") == 2
    make_attempt(settings, cast.trainee.viewer)
    assert still_to_make(cast.trainee.id, [lesson.id], now()) == set()
