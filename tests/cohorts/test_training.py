"""The end of a training: by itself, to the second, in the cohort's own zone, and without closing anything."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cohorts import actions
from cohorts.models import Cohort, Membership
from cohorts.training.actions import ALWAYS, end_due_trainings
from courses.models import ModuleRelease
from lms import jobs
from lms.access import audiences_of
from lms.database import db
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_dates, make_member
from tests.factories.courses import make_course, make_module


def phase_of(cohort, person) -> str:
    return db.session.scalar(
        db.select(Membership.phase).where(Membership.cohort_id == cohort.id, Membership.user_id == person.id)
    )


@pytest.fixture
def over(cast) -> Cohort:
    """A training whose last day was yesterday, as the worker finds it."""
    cohort = make_cohort(starts_in=-60, ends_in=-2)
    make_member(cohort, cast.trainee)
    make_member(cohort, cast.mentor, "mentor")
    db.session.commit()
    return cohort


def test_trainees_become_alumni_by_themselves(cast, over):
    end_due_trainings()
    db.session.commit()
    jobs.sweep()
    assert phase_of(over, cast.trainee) == "alumnus"
    assert phase_of(over, cast.mentor) == "mentor"
    assert phase_of(over, cast.facilitator) == "facilitator"
    assert over.ended_at is not None


def test_the_end_changes_no_audience_and_no_address(cast, over):
    before = audiences_of(cast.trainee.id)
    assert actions.end_training(over)
    assert audiences_of(cast.trainee.id) == before
    assert cast.trainee.get(f"/cohorts/{over.id}").status_code == 200
    assert not actions.end_training(over)


def test_everyone_it_made_an_alumnus_hears_that_nothing_closed(cast, over):
    actions.end_training(over)
    db.session.commit()
    jobs.sweep()
    told = db.session.scalars(db.select(Notification).where(Notification.thing.like("cohort:%:end:%"))).all()
    assert [notification.user_id for notification in told] == [cast.trainee.id]
    assert told[0].title == "The training of Spring 2026 is over. Nothing closed."


def test_a_running_training_does_not_end(cast):
    cohort = make_cohort()
    make_member(cohort, cast.trainee)
    end_due_trainings()
    assert not actions.end_training(cohort)
    assert phase_of(cohort, cast.trainee) == "trainee"


def test_the_page_tells_the_phase_of_the_clock_before_the_worker_comes(cast, over):
    assert phase_of(over, cast.trainee) == "trainee"
    assert text_of(cast.mentor.get(f"/cohorts/{over.id}/members")).count("Alumnus") == 1


def test_who_is_added_as_trainee_after_the_end_is_an_alumnus(cast, over):
    actions.end_training(over)
    make_member(over, cast.outsider, "trainee")
    assert phase_of(over, cast.outsider) == "alumnus"


def test_an_end_moved_into_the_future_makes_trainees_of_those_it_ended(cast, over):
    make_member(over, cast.alumna, "alumnus")
    actions.end_training(over)
    actions.change_cohort(
        over,
        name=over.name,
        starts_on=over.starts_on,
        ends_on=over.ends_on + timedelta(days=30),
        timezone=over.timezone,
        language="en",
        welcome="",
        by=cast.facilitator.user,
    )
    assert phase_of(over, cast.trainee) == "trainee"
    assert phase_of(over, cast.alumna) == "alumnus"
    assert over.ended_at is None


@pytest.mark.parametrize(
    ("zone", "ends_at"),
    [
        ("Europe/Amsterdam", datetime(2026, 3, 28, 23, tzinfo=UTC)),  # the night before summer time
        ("America/New_York", datetime(2026, 3, 29, 4, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2026, 3, 28, 11, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 3, 28, 10, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 3, 28, 18, 15, tzinfo=UTC)),
        ("UTC", datetime(2026, 3, 29, tzinfo=UTC)),
    ],
)
def test_the_last_day_ends_where_the_cohort_is(cast, zone, ends_at):
    cohort = make_cohort(**make_dates("2026-01-05", "2026-03-28"), timezone=zone)
    assert cohort.ends_at == ends_at
    assert not cohort.is_over(ends_at - timedelta(seconds=1))
    assert cohort.is_over(ends_at)


def test_a_day_that_loses_an_hour_still_ends_at_its_midnight(cast):
    cohort = make_cohort(**make_dates("2026-03-01", "2026-03-29"))
    assert cohort.ends_at == datetime(2026, 3, 29, 22, tzinfo=UTC)
    in_autumn = make_cohort(**make_dates("2026-10-01", "2026-10-25"))
    assert in_autumn.ends_at == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_a_midnight_that_does_not_exist_is_the_first_moment_after_it(cast):
    # In Cairo the clock goes from 23:59:59 to 01:00 on the last Friday of April.
    cohort = make_cohort(**make_dates("2026-04-01", "2026-04-23"), timezone="Africa/Cairo")
    assert cohort.ends_at == datetime(2026, 4, 23, 22, tzinfo=UTC)


def opens_at(cohort, module) -> datetime:
    return db.session.get_one(ModuleRelease, (module.id, cohort.audience_id)).opens_at


def test_modules_open_at_once_until_the_facilitator_says_otherwise(cast):
    course = make_course()
    module = make_module(course)
    cohort = make_cohort(course, **make_dates("2026-03-02", "2026-06-26"))
    assert opens_at(cohort, module) == ALWAYS
    actions.set_rule(cohort, module, "on_date", opens_on=date(2026, 4, 1))
    assert opens_at(cohort, module) == datetime(2026, 3, 31, 22, tzinfo=UTC)
    actions.set_rule(cohort, module, "days_after", days=27)
    assert opens_at(cohort, module) == datetime(2026, 3, 28, 23, tzinfo=UTC)
    actions.set_rule(cohort, module, "days_after", days=28)
    assert opens_at(cohort, module) == datetime(2026, 3, 29, 22, tzinfo=UTC)
    actions.set_rule(cohort, module, "at_once")
    assert opens_at(cohort, module) == ALWAYS


def test_other_dates_or_another_zone_move_the_modules_along(cast):
    course = make_course()
    module = make_module(course)
    cohort = make_cohort(course, **make_dates("2026-03-02", "2026-06-26"))
    actions.set_rule(cohort, module, "days_after", days=7)
    values = {"name": cohort.name, "language": "en", "welcome": "", "by": cast.facilitator.user}
    actions.change_cohort(cohort, **values, **make_dates("2026-03-09", "2026-06-26"), timezone="America/New_York")
    assert opens_at(cohort, module) == datetime(2026, 3, 16, 4, tzinfo=UTC)
