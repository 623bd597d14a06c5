"""Every SELECT about proposals: those of a cohort, who seconds one, and which came too late."""

from datetime import datetime

from sqlalchemy import func, select

from cohorts.calendar.models import Event, EventSecond
from cohorts.calendar.queries import is_to_come
from cohorts.calendar.scopes.queries import Scope, is_for
from lms.access import Audience, Viewer, visible
from lms.database import db
from lms.people.models import User

PAGE = 50


def lapsed_proposals(moment: datetime) -> list[Event]:
    found = select(Event).where(Event.state == "proposed", ~is_to_come(moment))
    return list(db.session.scalars(found.order_by(Event.id).limit(500)))


def proposals_in(scope: Scope | None, viewer: Viewer, moment: datetime) -> list:
    """(event, host's name, photo key, how many second it, whether the viewer does) of what can still be
    planned: in one scope, or in all that are no cohorts."""
    count = select(func.count()).where(EventSecond.event_id == Event.id).correlate(Event).scalar_subquery()
    mine = (
        select(func.count())
        .where(EventSecond.event_id == Event.id, EventSecond.user_id == viewer.id)
        .correlate(Event)
        .scalar_subquery()
    )
    return db.session.execute(
        select(
            Event,
            User.name,
            User.photo_key,
            Audience.name.label("whose"),
            count.label("seconds"),
            mine.label("is_mine"),
        )
        .join(User, User.id == Event.host_id)
        .join(Audience, Audience.id == Event.audience_id)
        .where(visible(Event.audience_id, viewer), Event.state == "proposed")
        .where(is_for(scope) if scope else Event.cohort_id.is_(None))
        .where(is_to_come(moment))
        .order_by(Event.id.desc())
        .limit(PAGE)
    ).all()


def seconders_of(event: Event) -> set[int]:
    return set(db.session.scalars(select(EventSecond.user_id).where(EventSecond.event_id == event.id)))
