"""Cohorts and their members, made through the actions a person would cause."""

from datetime import date, timedelta

from cohorts import actions
from cohorts.models import Cohort, Membership
from lms.database import db, now
from lms.people.models import User
from tests.factories.courses import make_course


def make_cohort(course=None, *, by=None, name="Spring 2026", starts_in=-30, ends_in=30, **changes) -> Cohort:
    """A running cohort; `starts_in` and `ends_in` are days from today. Its facilitator is the cast's, or `by`."""
    by = by or db.session.scalars(db.select(User).where(User.email == "facilitator@test.example")).one()
    today = now().date()
    values = {
        "starts_on": today + timedelta(days=starts_in),
        "ends_on": today + timedelta(days=ends_in),
        "timezone": "Europe/Amsterdam",
        "language": "en",
    }
    return actions.open_cohort(course or make_course(), name=name, by=by, **(values | changes))


def make_member(cohort: Cohort, person, phase: str = "trainee", **changes) -> Membership:
    """`person` is anything with an id: a user, a viewer, somebody of the cast."""
    return actions.add_member(cohort, person.id, phase, **changes)


def make_dates(starts_on: str, ends_on: str) -> dict:
    """Fixed first and last days, for tests about the clock."""
    return {"starts_on": date.fromisoformat(starts_on), "ends_on": date.fromisoformat(ends_on)}
