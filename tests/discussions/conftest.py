"""Where most tests of discussions happen: a cohort with a trainee, an alumna, a mentor and a facilitator."""

import pytest

from courses.models import Course
from lms.database import db
from tests.cast import Cast
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_lesson, make_module
from tests.factories.discussions import space_of


@pytest.fixture
def cohort(cast):
    """Spring 2026; the others of the cast, the outsider among them, are not in it."""
    cohort = make_cohort(by=cast.facilitator.user)
    make_member(cohort, cast.trainee, "trainee", tell=False)
    make_member(cohort, cast.alumna, "alumnus", tell=False)
    make_member(cohort, cast.mentor, "mentor", tell=False)
    return cohort


@pytest.fixture
def space(cohort):
    """The place where Spring 2026 talks."""
    return space_of(cohort)


@pytest.fixture
def lesson(cohort):
    """A lesson of the course of Spring 2026, with three passages."""
    module = make_module(db.session.get_one(Course, cohort.course_id))
    body = "People rarely announce it.\n\nSo the skill has two parts.\n\nThree replies close the door."
    return make_lesson(module, body=body)


@pytest.fixture
def cast_of_a_fresh_cohort(database):
    """A function that puts the database back and opens the cohort anew, for tests that play many times."""

    def begin():
        db.session.remove()
        database.put_back()
        cast = Cast(database.app)
        cohort = make_cohort(by=cast.facilitator.user)
        for name, phase in (("trainee", "trainee"), ("alumna", "alumnus"), ("mentor", "mentor")):
            make_member(cohort, getattr(cast, name), phase, tell=False)
        return cast, space_of(cohort)

    with database.app.app_context():
        yield begin
