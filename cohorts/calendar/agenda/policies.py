"""Who may do what with an agenda; `phase` is the viewer's own in the cohort. All of it ends when the date begins."""

from datetime import datetime

from cohorts.calendar.policies import can_plan, runs
from cohorts.models import INSIDE


def is_open(event, day, moment: datetime) -> bool:
    return not event.is_off and day.cancelled_at is None and not day.has_begun(moment)


def can_take_part(phase: str | None, event, day, moment: datetime) -> bool:
    """Everybody of the cohort proposes points and votes, whether they come or not."""
    return phase in INSIDE and is_open(event, day, moment)


def can_vote(phase: str | None, event, day, point, moment: datetime) -> bool:
    """What was struck is not voted for."""
    return point.state != "struck" and can_take_part(phase, event, day, moment)


def can_arrange(viewer, phase: str | None, event, day, moment: datetime) -> bool:
    """Who runs the event accepts and strikes points and puts them in order."""
    return runs(viewer, phase, event) and is_open(event, day, moment)


def can_remove(viewer, phase: str | None, event, day, point, moment: datetime) -> bool:
    """A point is taken back by whose it is; who runs the cohort may remove it."""
    is_theirs = point.author_id == viewer.id or can_plan(phase)
    return is_theirs and can_take_part(phase, event, day, moment)
