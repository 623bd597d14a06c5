"""Every SELECT about events: those a person sees, their dates in lists and months, who comes, and what is due."""

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select, tuple_

from cohorts.calendar.models import CalendarImport, Event, EventAnswer, EventDate, EventPresence
from cohorts.calendar.scopes.queries import Scope, is_among, is_for
from cohorts.models import INSIDE, Cohort, Membership
from lms.access import Audience, Viewer, visible
from lms.database import UtcDateTime, db, now
from lms.notifications.models import Notification
from lms.people.models import User
from lms.reading import read

PAGE = 50
MOST_ON_HOME = 3
SOON = timedelta(days=21)  # how far ahead home looks

_TAKEN = (
    select(func.coalesce(func.sum(1 + EventAnswer.guests), 0))
    .where(EventAnswer.date_id == EventDate.id, EventAnswer.answer == "going")
    .correlate(EventDate)
    .scalar_subquery()
)
_LINES = (
    select(
        EventDate.id, EventDate.event_id, EventDate.starts_at, EventDate.ends_at, EventDate.cancelled_at,
        Event.kind, Event.state, Event.title, Event.place, Event.link, Event.is_all_day, Event.timezone, Event.capacity,
        Event.cohort_id, func.coalesce(Cohort.name, Audience.name).label("whose"), EventAnswer.answer, EventAnswer.guests, _TAKEN.label("taken"),
    )
    .join(Event, Event.id == EventDate.event_id)
    .join(Audience, Audience.id == Event.audience_id)
    .outerjoin(Cohort, Cohort.id == Event.cohort_id)
    .outerjoin(
        EventAnswer, and_(EventAnswer.date_id == EventDate.id, EventAnswer.user_id == bindparam("viewer_id"))
    )
    .where(Event.audience_id.in_(bindparam("audiences", expanding=True)), Event.state.in_(("planned", "cancelled")))
)  # fmt: skip
_MOMENT = bindparam("moment", type_=UtcDateTime())
_STANDS = and_(Event.state == "planned", EventDate.cancelled_at.is_(None))
_NEXT_OF_COHORT = (
    _LINES.where(Event.cohort_id == bindparam("cohort_id"), EventDate.ends_at > _MOMENT, _STANDS)
    .order_by(EventDate.starts_at, EventDate.id)
    .limit(1)
)
# Home shows what one comes to, and the sessions of one’s own cohorts unless one said no.
_MINE = (
    _LINES.outerjoin(
        Membership, and_(Membership.cohort_id == Event.cohort_id, Membership.user_id == bindparam("viewer_id"))
    )
    .where(
        or_(Event.cohort_id.is_(None), Membership.phase.in_(INSIDE)),
        EventDate.ends_at > _MOMENT,
        EventDate.starts_at < bindparam("until", type_=UtcDateTime()),
        _STANDS,
        or_(
            EventAnswer.answer.in_(("going", "waiting", "maybe")),
            and_(EventAnswer.answer.is_(None), Event.kind == "session"),
        ),
    )
    .order_by(EventDate.starts_at, EventDate.id)
    .limit(MOST_ON_HOME)
)


def events_visible_to(viewer: Viewer) -> Select:
    return select(Event).where(visible(Event.audience_id, viewer))


def dates_visible_to(viewer: Viewer) -> Select:
    return select(EventDate).join(Event, Event.id == EventDate.event_id).where(visible(Event.audience_id, viewer))


def dates_of(event: Event) -> list[EventDate]:
    found = select(EventDate).filter_by(event_id=event.id).order_by(EventDate.original_at, EventDate.id)
    return list(db.session.scalars(found))


def next_of(cohort, viewer: Viewer, moment: datetime):
    """The next date of a cohort that is held; None when nothing is planned."""
    return read(_NEXT_OF_COHORT, cohort_id=cohort.id, **_values(viewer, moment=moment)).one_or_none()


def meetings_of(viewer: Viewer, moment: datetime) -> list:
    """What the viewer comes to in the weeks ahead, and the sessions they have not answered."""
    return read(_MINE, **_values(viewer, moment=moment, until=moment + SOON)).all()


def past_in(scope: Scope, viewer: Viewer, moment: datetime, *, before: int | None = None) -> list:
    """A page of the dates of a scope that are over, the latest first."""
    found = _LINES.where(is_for(scope), EventDate.ends_at <= moment)
    if before is not None:
        found = found.where(tuple_(EventDate.starts_at, EventDate.id) < _place_of(before))
    return _run(found.order_by(EventDate.starts_at.desc(), EventDate.id.desc()).limit(PAGE + 1), viewer)


def between(viewer: Viewer, start: datetime, end: datetime, *, scope: Scope | None = None) -> list:
    """The dates that touch a stretch of time: of one scope, or of all the viewer is in."""
    found = _LINES.where(EventDate.starts_at < end, EventDate.ends_at > start)
    if scope is not None:
        found = found.where(is_for(scope))
    return _run(found.order_by(EventDate.starts_at, EventDate.id).limit(500), viewer)


def coming_to(viewer: Viewer, moment: datetime, *, after: int | None = None, scope: Scope | None = None) -> list:
    """A page of the dates to come, and those cancelled among them: of one scope, or of all the viewer is in."""
    found = _coming(moment, after)
    return _run(found if scope is None else found.where(is_for(scope)), viewer)


def is_to_come(moment: datetime):
    """Whether an event has a date that `is_to_come`."""
    held = (EventDate.event_id == Event.id, EventDate.starts_at > moment, EventDate.cancelled_at.is_(None))
    return exists().where(*held)


def host_of(event: Event):
    """id, name and photo of the host, and whether they are still among those it is for."""
    is_in = and_(User.is_active, is_among(event)).label("is_in")
    found = select(User.id, User.name, User.photo_key, is_in)
    return db.session.execute(found.where(User.id == event.host_id)).one()


def hosts_of(events) -> dict[int, str]:
    """Event → the name of its host."""
    found = select(Event.id, User.name).join(User, User.id == Event.host_id)
    return dict(db.session.execute(found.where(Event.id.in_([event.id for event in events]))).all())


def who_answered(day: EventDate) -> list:
    """id, name, photo, answer, guests and number of everybody who answered, in the order in which they wanted to come."""
    return db.session.execute(
        select(User.id, User.name, User.photo_key, EventAnswer.answer, EventAnswer.guests, EventAnswer.number)
        .join(EventAnswer, EventAnswer.user_id == User.id)
        .where(EventAnswer.date_id == day.id)
        .order_by(EventAnswer.number, User.name)
    ).all()


def who_was_there(day: EventDate) -> set[int]:
    return set(db.session.scalars(select(EventPresence.user_id).where(EventPresence.date_id == day.id)))


def who_counts_on(event: Event, day: EventDate | None = None) -> set[int]:
    """Who comes, may come or waits for a place: on one date, or on any that is not over."""
    found = (
        select(EventAnswer.user_id)
        .join(EventDate, EventDate.id == EventAnswer.date_id)
        .where(EventDate.event_id == event.id, EventAnswer.answer.in_(("going", "maybe", "waiting")))
    )
    found = found.where(EventDate.id == day.id) if day else found.where(EventDate.ends_at > now())
    return set(db.session.scalars(found))


def coming_hosted_by(user_id: int, which, moment: datetime) -> list[Event]:
    """What is planned or proposed among these events for days to come, and hosted by this person."""
    found = select(Event).where(which, Event.host_id == user_id, is_to_come(moment))
    return list(db.session.scalars(found.where(Event.state.in_(("planned", "proposed"))).order_by(Event.id)))


def coming_answers_of(user_id: int, which, moment: datetime) -> list:
    """(event, date) of everything to come among these events that a person answered."""
    return db.session.execute(
        select(Event, EventDate)
        .join(EventDate, EventDate.event_id == Event.id)
        .join(EventAnswer, EventAnswer.date_id == EventDate.id)
        .where(which, EventAnswer.user_id == user_id, EventDate.starts_at > moment)
    ).all()


def language_of(event: Event) -> str:
    """That of its cohort; without one, of who wrote it."""
    found = select(func.coalesce(Cohort.language, User.locale)).select_from(Event).join(User, User.id == Event.host_id)
    return db.session.scalar(found.outerjoin(Cohort, Cohort.id == Event.cohort_id).where(Event.id == event.id))


def due_for_reminder(column, earliest: datetime, latest: datetime, limit: int = 500) -> list:
    """(event, date) that begin between these moments and were not reminded of yet."""
    return db.session.execute(
        select(Event, EventDate)
        .join(EventDate, EventDate.event_id == Event.id)
        .where(column.is_(None), EventDate.starts_at > earliest, EventDate.starts_at <= latest, _STANDS)
        .order_by(EventDate.starts_at, EventDate.id)
        .limit(limit)
    ).all()


def whom_to_remind(event: Event, day: EventDate) -> set[int]:
    """Who comes, and the host unless they said that they do not."""
    said_no = db.session.scalar(
        select(EventAnswer.answer).where(EventAnswer.date_id == day.id, EventAnswer.user_id == event.host_id)
    )
    return set(who_goes(day)) | (set() if said_no == "no" else {event.host_id})


def who_goes(day: EventDate) -> list[int]:
    found = select(EventAnswer.user_id).where(EventAnswer.date_id == day.id, EventAnswer.answer == "going")
    return list(db.session.scalars(found))


def standing_dates(date_ids, user_id: int) -> dict:
    """Of these dates those that are held: id → when, and what the person answered."""
    rows = db.session.execute(
        select(EventDate.id, EventDate.starts_at, EventAnswer.answer, Event.host_id)
        .join(Event, Event.id == EventDate.event_id)
        .outerjoin(EventAnswer, and_(EventAnswer.date_id == EventDate.id, EventAnswer.user_id == user_id))
        .where(EventDate.id.in_(list(date_ids)), _STANDS)
    )
    return {row.id: row for row in rows}


def standings_of(event_ids) -> dict:
    """Of these events: id → state and host."""
    rows = db.session.execute(select(Event.id, Event.state, Event.host_id).where(Event.id.in_(list(event_ids))))
    return {row.id: row for row in rows}


def last_changes_told(user_id: int, threads) -> set[int]:
    """The ids of what a person was told last of other times and places, for each of these events."""
    found = select(func.max(Notification.id)).where(
        Notification.user_id == user_id,
        Notification.thread.in_(list(threads)),
        Notification.thing.startswith("event-changed:"),
    )
    return set(db.session.scalars(found.group_by(Notification.thread)))


def imports_visible_to(viewer: Viewer) -> Select:
    return select(CalendarImport).where(visible(CalendarImport.audience_id, viewer))


def imports_of(cohort, viewer: Viewer, limit: int = 20) -> list[CalendarImport]:
    found = imports_visible_to(viewer).where(CalendarImport.cohort_id == cohort.id)
    return list(db.session.scalars(found.order_by(CalendarImport.id.desc()).limit(limit)))


def source_uids_of(cohort) -> set[str]:
    """The entries that came in from other calendars before."""
    found = select(Event.source_uid).where(Event.cohort_id == cohort.id, Event.source_uid != "")
    return set(db.session.scalars(found))


def _coming(moment: datetime, after: int | None) -> Select:
    found = _LINES.where(EventDate.ends_at > moment)
    if after is not None:
        found = found.where(tuple_(EventDate.starts_at, EventDate.id) > _place_of(after))
    return found.order_by(EventDate.starts_at, EventDate.id).limit(PAGE + 1)


def _place_of(date_id: int):
    return select(EventDate.starts_at, EventDate.id).where(EventDate.id == date_id).scalar_subquery()


def _run(statement: Select, viewer: Viewer) -> list:
    return db.session.execute(statement, _values(viewer)).all()


def _values(viewer: Viewer, **more) -> dict:
    return {"audiences": sorted(viewer.audiences), "viewer_id": viewer.id, **more}
