"""What several tests of cohorts need."""

import pytest

from cohorts.models import Cohort
from lms.database import db
from lms.people.models import User
from tests.factories.cohorts import make_cohort, make_member


@pytest.fixture
def cohort(cast) -> Cohort:
    """A running cohort with the facilitator and the trainee in it."""
    cohort = make_cohort()
    make_member(cohort, cast.trainee)
    return cohort


@pytest.fixture
def many_people(app) -> list[int]:
    """The ids of thirty more people with an account."""
    people = [User(name=f"Person {number:02}", email=f"person{number}@test.example") for number in range(30)]
    db.session.add_all(people)
    db.session.flush()
    return [person.id for person in people]
