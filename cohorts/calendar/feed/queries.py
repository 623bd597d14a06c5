"""Every SELECT behind the secret address of a calendar; whose it is and what they may see is asked at each reading."""

from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import exists, select

from cohorts.calendar.feed.actions import PURPOSE
from cohorts.calendar.models import Event, EventAnswer, EventDate
from cohorts.calendar.queries import events_visible_to
from cohorts.models import INSIDE, Membership
from lms.access import Viewer, belongs
from lms.database import db, now
from lms.people.models import Token, User
from lms.people.tokens.queries import find_token, works

KEPT = timedelta(days=365)  # how long what is over stays in a feed
MOST = 500  # events in a feed


def find_reader(secret: str) -> User | None:
    """Whose address it is, as long as it is open and they are here."""
    token, person = find_token(secret, PURPOSE) or (None, None)
    return person if token is not None and works(token, person) else None


def address_made_at(viewer: Viewer) -> datetime | None:
    """When the address that is open now was made."""
    is_open = (Token.user_id == viewer.id, Token.purpose == PURPOSE, Token.used_at.is_(None), Token.expires_at > now())
    return db.session.scalars(select(Token.created_at).where(*is_open).order_by(Token.id.desc()).limit(1)).first()


def events_for(viewer: Viewer) -> list[tuple[Event, list[EventDate]]]:
    """Each event of what a person is in, with all its dates; a visit brings nothing into a calendar."""
    mine = (Membership.cohort_id == Event.cohort_id, Membership.user_id == viewer.id, Membership.phase.in_(INSIDE))
    is_in = exists().where(*mine) | (Event.cohort_id.is_(None) & belongs(viewer.id, Event.audience_id))
    is_recent = exists().where(EventDate.event_id == Event.id, EventDate.ends_at > now() - KEPT)
    found = events_visible_to(viewer).where(Event.state.in_(("planned", "cancelled")), is_in, is_recent)
    events = db.session.scalars(found.order_by(Event.id.desc()).limit(MOST)).all()
    days = defaultdict(list)
    which = select(EventDate).where(EventDate.event_id.in_([event.id for event in events]))
    for day in db.session.scalars(which.order_by(EventDate.original_at, EventDate.id)):
        days[day.event_id].append(day)
    return [(event, days[event.id]) for event in events]


def refused_dates(viewer: Viewer) -> set[int]:
    """The dates the person said no to."""
    found = select(EventAnswer.date_id).where(EventAnswer.user_id == viewer.id, EventAnswer.answer == "no")
    return set(db.session.scalars(found))
