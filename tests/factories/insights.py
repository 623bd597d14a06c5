"""Goals for tests, set the way a facilitator sets one; without enough data to begin with."""

from datetime import timedelta

from discussions.insights.goals.actions import set_goal
from discussions.insights.goals.models import Goal
from discussions.insights.measuring import NOT_ENOUGH, Measure
from lms.access import STAFF
from lms.database import now


def make_goal(cohort=None, *, by, figure: str = "answered_24", measure: Measure = NOT_ENOUGH, **changes) -> Goal:
    """Of the academy without a cohort; `by` sets it and sees to it."""
    words = {"target": 80.0, "due_on": (now() + timedelta(days=60)).date(), "owner_id": by.id, "why": "Nobody waits."}
    return set_goal(
        cohort_id=cohort.id if cohort else None,
        audience_id=cohort.audience_id if cohort else STAFF,
        figure=figure,
        days=90,
        measure=measure,
        is_shared=changes.pop("is_shared", False),
        words=words | changes,
        by=by,
    )
