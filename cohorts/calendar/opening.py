"""Events that other people may come to as well: their readers in pages, in search, and in what was told of them."""

from sqlalchemy import exists, select, update

import lms.search.actions
from cohorts.calendar.models import Event, EventDate
from lms.database import db, now
from lms.notifications.actions import change_audience


def coming(*which):
    """The planned events among these of which a date is still to come."""
    is_to_come = exists().where(
        EventDate.event_id == Event.id, EventDate.ends_at > now(), EventDate.cancelled_at.is_(None)
    )
    return select(Event).where(*which, Event.state == "planned", is_to_come).order_by(Event.starts_at, Event.id)


def open_events(which, *, to: int) -> None:
    """Events to come are for the readers of another audience from now on; what was held stays with who was asked."""
    ids = [event.id for event in db.session.scalars(coming(*which))]
    if ids:
        db.session.execute(update(Event).where(Event.id.in_(ids)).values(audience_id=to))
        lms.search.actions.change_audience("event", ids, to)
        change_audience([f"event:{number}" for number in ids], to)
