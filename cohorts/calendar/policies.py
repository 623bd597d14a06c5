"""Who may do what with events; `phase` is the viewer's own in the scope of the event, None outside it and on a visit."""

from datetime import datetime, time

from cohorts.models import INSIDE


def can_propose(phase: str | None) -> bool:
    """Before, during and after the training: everybody it would be for may propose to meet, and host it."""
    return phase in INSIDE


def can_plan(phase: str | None) -> bool:
    """Who leads there plans at once, in a cohort also sessions."""
    return phase == "facilitator"


def can_host(viewer, phase: str | None, event) -> bool:
    """An event is changed by its host and by who leads there, until it is cancelled."""
    return runs(viewer, phase, event) and not event.is_off


def runs(viewer, phase: str | None, event) -> bool:
    return phase in INSIDE and (phase == "facilitator" or event.host_id == viewer.id)


def can_give_host(phase: str | None, event) -> bool:
    """Who leads there says who hosts, for instance when the host left."""
    return can_plan(phase) and not event.is_off


def can_second(viewer, phase: str | None, event) -> bool:
    return phase in INSIDE and event.is_wish and event.host_id != viewer.id


def can_decide(phase: str | None, event) -> bool:
    return can_plan(phase) and event.is_wish


def can_answer(phase: str | None, event, day, moment: datetime) -> bool:
    """Whether they come is said until the date is over."""
    return phase in INSIDE and event.state == "planned" and day.cancelled_at is None and not day.is_over(moment)


def can_change_date(viewer, phase: str | None, event, day, moment: datetime) -> bool:
    """One date of several is moved or cancelled until it has begun."""
    return can_host(viewer, phase, event) and bool(event.rrule) and not day.cancelled_at and not day.has_begun(moment)


def can_mark_presence(viewer, phase: str | None, event, day, moment: datetime) -> bool:
    """Who was there is written down from the moment it begins."""
    return runs(viewer, phase, event) and event.state == "planned" and not day.cancelled_at and day.has_begun(moment)


def sees_link(viewer, phase: str | None, event, day, answer: str | None, moment: datetime) -> bool:
    """The link is for who comes, from the first minute of the day on where the event is; who runs it has it always."""
    if not event.link or day.cancelled_at or event.state != "planned":
        return runs(viewer, phase, event) and bool(event.link)
    opens_at = datetime.combine(day.starts_at.astimezone(event.zone).date(), time(), event.zone)
    return runs(viewer, phase, event) or (phase in INSIDE and answer == "going" and moment >= opens_at)
