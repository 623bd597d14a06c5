"""What facilitators see: who is where, who is stuck and why, by name."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest

from cohorts import actions
from cohorts.models import Cohort, Membership
from courses.actions import complete_lesson, record_place
from courses.models import Module
from lms.database import db, now
from tests.cast import text_of
from tests.factories.assignments import make_assignment, make_submission
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_lesson, make_module
from tests.factories.courses import text_of as lesson_text
from tests.factories.opening import opens_after
from tests.statements import counted_statements

BODY = """Before the first heading.

## Three replies that close the door

Which one do you say most?
"""


def ago(**span) -> datetime:
    return now() - timedelta(**span)


@pytest.fixture
def course(cast):
    course = make_course()
    module = make_module(course)
    course.lessons = [
        make_lesson(module, title=title, body=BODY) for title in ("Spirit", "Hearing change talk", "Last")
    ]
    return course


@pytest.fixture
def cohort(cast, course) -> Cohort:
    cohort = make_cohort(course)
    for person in (cast.trainee, cast.alumna, cast.outsider):
        make_member(cohort, person, at=ago(days=30))
    make_member(cohort, cast.mentor, "mentor")
    return cohort


def page_of(cast, cohort) -> str:
    return text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/progress"))


def stop_in(person, lesson, *, days: int) -> None:
    """The person began the lesson so many days ago and stopped under its heading."""
    place = next(key for key, words in lesson_text(lesson).blocks if words.startswith("Which one"))
    record_place(person.viewer, lesson, place, 40, at=ago(days=days))


def test_people_on_one_lesson_are_named_together_with_where_they_stopped(cast, cohort, course):
    _first, second, _last = course.lessons
    for person in (cast.trainee, cast.alumna):
        stop_in(person, second, days=4)
    complete_lesson(cast.outsider.viewer, second, at=ago(days=1))
    page = page_of(cast, cohort)
    assert "Alumna and Trainee are on 1.2" in page
    assert "Both stopped at “Three replies that close the door”" in page
    assert "for at least 4 days" in page
    assert "Write to Alumna" in page
    assert "Write to Trainee" in page


def test_who_is_stuck_is_written_to_alone_with_words_to_begin_with(cast, cohort, course):
    for person in (cast.trainee, cast.alumna):
        stop_in(person, course.lessons[1], days=4)
    cast.alumna.user.can_be_contacted = False
    cast.trainee.user.locale = "nl"
    db.session.commit()
    html = cast.facilitator.get(f"/cohorts/{cohort.id}/progress").text
    assert "/topics/new" not in html
    assert "Alumna takes no messages" in html
    assert f"/people/{cast.alumna.id}/messages" not in html
    address = unescape(re.search(rf'href="(/people/{cast.trainee.id}/messages[^"]*)"', html)[1])
    assert "Hoi Trainee, hoe gaat het met “1.2 Hearing change talk”?" in text_of(cast.facilitator.get(address))


def test_who_waits_for_a_grade_is_not_stuck(cast, course):
    cohort = make_cohort(course)
    make_member(cohort, cast.trainee, at=ago(days=30))
    lesson = make_assignment(cohort, completed_by="reviewed")
    opens_after(make_lesson(db.session.get_one(Module, lesson.module_id), title="Further on"), lesson)
    for one in course.lessons:
        complete_lesson(cast.trainee.viewer, one, at=ago(days=20))
    record_place(cast.trainee.viewer, lesson, "", 40, at=ago(days=10))
    assert "Trainee is on" in page_of(cast, cohort)
    make_submission(lesson, cohort, cast.trainee)
    assert "Nobody is stuck." in page_of(cast, cohort)


def test_two_days_on_a_lesson_is_not_stuck(cast, cohort, course):
    for person in (cast.trainee, cast.alumna, cast.outsider):
        stop_in(person, course.lessons[1], days=2)
    assert "Nobody is stuck." in page_of(cast, cohort)


def test_a_week_away_while_more_is_open_is_stuck(cast, cohort, course):
    complete_lesson(cast.trainee.viewer, course.lessons[0], at=ago(days=12))
    for person in (cast.alumna, cast.outsider):
        complete_lesson(person.viewer, course.lessons[0], at=ago(days=6))
    page = page_of(cast, cohort)
    assert "Trainee has not been here for 12 days" in page
    assert "Last in 1.1 Spirit" in page
    assert "Write to Trainee" in page
    assert "Alumna has not been here" not in page


def test_who_did_all_that_is_open_is_not_stuck(cast, cohort, course):
    module = make_module(course, title="Later")
    make_lesson(module, title="Not yet")
    actions.set_rule(cohort, module, "days_after", days=50)
    for person in (cast.trainee, cast.alumna, cast.outsider):
        for lesson in course.lessons:
            complete_lesson(person.viewer, lesson, at=ago(days=20))
    assert "Nobody is stuck." in page_of(cast, cohort)


def test_after_the_end_nobody_is_stuck(cast, course):
    cohort = make_cohort(course, starts_in=-60, ends_in=-2)
    make_member(cohort, cast.trainee, at=ago(days=60))
    actions.end_training(cohort)
    page = page_of(cast, cohort)
    assert "Nobody is stuck." in page
    assert "0 of 3" in page


def test_progress_is_for_the_facilitators_of_that_cohort(cast, cohort):
    address = f"/cohorts/{cohort.id}/progress"
    for person in (cast.trainee, cast.mentor):
        assert person.get(address).status_code == 403
    for person in (cast.author, cast.manager, cast.admin):
        assert person.get(address).status_code == 404
    cast.admin.post(f"/cohorts/{cohort.id}/visits", {"reason": "Checking a complaint", "hours": "1"})
    assert cast.admin.get(address).status_code == 403


def test_what_facilitators_see_is_told_to_whom_it_is_about(cast, cohort, course):
    own = db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=cast.trainee.id)).one()
    told = f"/cohorts/{cohort.id}/audience"
    assert f'href="{told}#learning"' in cast.trainee.get(f"/memberships/{own.id}/grades").text
    page = text_of(cast.trainee.get(told))
    for words in (
        "the lesson and the heading where you stopped",
        "your attempts at quizzes",
        "How long you read is not",
    ):
        assert words in page
    assert cast.manager.get(told).status_code == 404


def test_progress_costs_the_same_for_any_number_of_people(cast, cohort, course, many_people):
    address = f"/cohorts/{cohort.id}/progress"
    cast.facilitator.get(address)
    with counted_statements() as few:
        cast.facilitator.get(address)
    for user_id in many_people:
        actions.add_member(cohort, user_id, "trainee", tell=False)
    with counted_statements() as many:
        cast.facilitator.get(address)
    assert few() == many() <= 13, many  # one of them asks who of the stuck takes messages
