"""Every write about agendas: proposing and removing points, voting, accepting and striking them, and their order."""

from datetime import datetime

from sqlalchemy import delete, select, update

from cohorts.calendar import seating
from cohorts.calendar.agenda import notices, queries
from cohorts.calendar.agenda.models import MOST_OF_ONE, AgendaPoint, AgendaVote
from cohorts.calendar.models import Event, EventDate
from lms.database import db, now
from lms.database import insert as insert_or
from lms.notifications.actions import withdraw_thread


class TooMany(Exception):
    """The person has as many points on this date as one may have."""


def propose(
    event: Event, day: EventDate, *, by, title: str, body: str = "", minutes: int | None = None,
    at: datetime | None = None,
) -> AgendaPoint:  # fmt: skip
    """A point for everybody who reads the event now. Raises TooMany."""
    seating.hold(day)
    if queries.standing_of(day, by.id) >= MOST_OF_ONE:
        raise TooMany
    point = AgendaPoint(
        date_id=day.id, audience_id=event.audience_id, author_id=by.id, title=title, body=body, minutes=minutes,
        proposed_at=at or now(),
    )  # fmt: skip
    db.session.add(point)
    db.session.flush()
    return point


def remove(day: EventDate, point: AgendaPoint) -> None:
    """The point is gone with its votes, and with what its author was told of it."""
    seating.hold(day)
    withdraw_thread(point.thread)
    db.session.execute(delete(AgendaVote).where(AgendaVote.point_id == point.id))
    db.session.execute(delete(AgendaPoint).where(AgendaPoint.id == point.id))


def vote(point: AgendaPoint, by, *, at: datetime | None = None) -> None:
    is_there = select(AgendaPoint.id).where(AgendaPoint.id == point.id).with_for_update(key_share=True)
    if db.session.scalar(is_there) is not None:
        row = insert_or(AgendaVote).values(point_id=point.id, user_id=by.id, at=at or now())
        db.session.execute(row.on_conflict_do_nothing())


def take_vote_back(point: AgendaPoint, by) -> None:
    db.session.execute(delete(AgendaVote).where(AgendaVote.point_id == point.id, AgendaVote.user_id == by.id))


def decide(event: Event, day: EventDate, point: AgendaPoint, state: str, *, by, at: datetime | None = None) -> None:
    """Accepted (as the last), struck, or proposed again; its author hears of it. `at` seeds the past."""
    seating.hold(day)
    if queries.state_of(point.id) in (None, state):
        return
    rest = [one for one in queries.accepted_on(day.id) if one.id != point.id]
    point.state, point.position = state, 0
    _number([*rest, point] if state == "accepted" else rest)
    if at is None:
        notices.tell_author(event, day, point, by=by)


def move(day: EventDate, point: AgendaPoint, step: int) -> None:
    """One place up (-1) or down (+1) among those that are accepted."""
    seating.hold(day)
    points = queries.accepted_on(day.id)
    if point in points:
        here = points.index(point)
        points.insert(max(0, min(here + step, len(points) - 1)), points.pop(here))
        _number(points)


def order_by_votes(day: EventDate) -> None:
    """What is accepted stands in the order of its votes."""
    seating.hold(day)
    _number(queries.by_votes(day.id))


def carry(day: EventDate, to: EventDate) -> None:
    """A date of a series is no more: what people wanted to speak of waits for the one that is last now."""
    moved = update(AgendaPoint).where(AgendaPoint.date_id == day.id).values(date_id=to.id)
    db.session.execute(moved.execution_options(synchronize_session="fetch"))
    _number(queries.accepted_on(to.id))


def _number(points: list[AgendaPoint]) -> None:
    for position, point in enumerate(points, 1):
        point.position = position
    db.session.flush()
