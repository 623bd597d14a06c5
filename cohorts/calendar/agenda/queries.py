"""Every SELECT about agendas: the points of a date with their votes, and what a recap begins with."""

from datetime import datetime

from sqlalchemy import Select, and_, case, func, select

from cohorts.calendar.agenda.models import AgendaPoint, AgendaVote
from cohorts.calendar.models import OFF, Event, EventDate
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User

MOST = 200  # points that are shown of one date

_VOTES = (
    select(func.count()).where(AgendaVote.point_id == AgendaPoint.id).correlate(AgendaPoint).scalar_subquery()
)  # fmt: skip
_ORDER = (
    case((AgendaPoint.state == "accepted", 0), (AgendaPoint.state == "proposed", 1), else_=2),
    AgendaPoint.position,
    _VOTES.desc(),
    AgendaPoint.id,
)


def points_visible_to(viewer: Viewer) -> Select:
    """Points of events a person reads, as far as they were proposed to them."""
    return (
        select(AgendaPoint)
        .join(EventDate, EventDate.id == AgendaPoint.date_id)
        .join(Event, Event.id == EventDate.event_id)
        .where(visible(Event.audience_id, viewer), visible(AgendaPoint.audience_id, viewer))
    )


def points_of(day: EventDate, viewer: Viewer) -> list:
    """The points of a date with author, votes and whether the viewer's is among them: accepted ones in the order of
    the host, then those that are proposed and those that were struck, each with the most votes first."""
    mine = and_(AgendaVote.point_id == AgendaPoint.id, AgendaVote.user_id == viewer.id)
    return db.session.execute(
        select(
            AgendaPoint.id, AgendaPoint.title, AgendaPoint.body, AgendaPoint.minutes, AgendaPoint.state,
            AgendaPoint.author_id, User.name, _VOTES.label("votes"), AgendaVote.user_id.is_not(None).label("is_mine"),
        )
        .join(User, User.id == AgendaPoint.author_id)
        .outerjoin(AgendaVote, mine)
        .where(AgendaPoint.date_id == day.id, visible(AgendaPoint.audience_id, viewer))
        .order_by(*_ORDER)
        .limit(MOST)
    ).all()  # fmt: skip


def accepted_on(date_id: int, *order) -> list[AgendaPoint]:
    """What is on the agenda of a date, as the host has it or in another order."""
    found = select(AgendaPoint).where(AgendaPoint.date_id == date_id, AgendaPoint.state == "accepted")
    return list(db.session.scalars(found.order_by(*order, AgendaPoint.position, AgendaPoint.id)))


def by_votes(date_id: int) -> list[AgendaPoint]:
    return accepted_on(date_id, _VOTES.desc())


def standing_of(day: EventDate, user_id: int) -> int:
    """How many points of a person on a date are not struck."""
    found = select(func.count()).where(AgendaPoint.date_id == day.id, AgendaPoint.author_id == user_id)
    return db.session.scalar(found.where(AgendaPoint.state != "struck"))


def spoken_of(event: Event, audience_id: int, moment: datetime) -> list[AgendaPoint]:
    """What stood on the agenda of the last date that began, as far as these readers may know all of it."""
    last = (
        select(EventDate.id)
        .where(EventDate.event_id == event.id, EventDate.starts_at <= moment, EventDate.cancelled_at.is_(None))
        .order_by(EventDate.starts_at.desc(), EventDate.id.desc())
        .limit(1)
    )
    found = select(AgendaPoint).where(
        AgendaPoint.date_id == last.scalar_subquery(),
        AgendaPoint.audience_id == audience_id,
        AgendaPoint.state != "struck",
    )
    return list(db.session.scalars(found.order_by(*_ORDER).limit(MOST)))


def state_of(point_id: int) -> str | None:
    """Where a point stands at this moment; None when it was removed."""
    return db.session.scalar(select(AgendaPoint.state).where(AgendaPoint.id == point_id))


def standing_states(point_ids) -> dict[int, str]:
    """Point → where it stands, of those on dates that are not cancelled."""
    found = (
        select(AgendaPoint.id, AgendaPoint.state)
        .join(EventDate, EventDate.id == AgendaPoint.date_id)
        .join(Event, Event.id == EventDate.event_id)
        .where(AgendaPoint.id.in_(list(point_ids)), Event.state.not_in(OFF), EventDate.cancelled_at.is_(None))
    )
    return dict(db.session.execute(found).all())
