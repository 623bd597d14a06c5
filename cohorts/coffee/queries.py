"""Every SELECT about coffees: those a person is in, whom they may ask, the times that stand open, and what is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from cohorts.coffee.models import Coffee, CoffeeChoice, CoffeePerson, CoffeeSlot, CoffeeYes
from cohorts.coffee.policies import LOOK_BACK, MONTH, REST
from lms.access import Viewer, visible
from lms.database import UtcDateTime, db, now
from lms.people.blocks.queries import has_blocked
from lms.people.models import User
from lms.people.queries import Face
from lms.reading import read

PAGE = 30
ON_HOME = 5

_Other = aliased(CoffeePerson, name="other")
_Mine = aliased(CoffeePerson, name="mine")
_NAMES = (
    select(func.aggregate_strings(User.name, "\n"))  # no name holds a line break
    .join(_Other, _Other.user_id == User.id)
    .where(_Other.coffee_id == Coffee.id, _Other.user_id != bindparam("viewer_id"))
    .correlate(Coffee)
    .scalar_subquery()
)
_SAID_YES = exists().where(CoffeeYes.slot_id == CoffeeSlot.id, CoffeeYes.user_id == bindparam("viewer_id"))
_MOMENT = bindparam("moment", type_=UtcDateTime())
_MAY_CHOOSE = exists().where(CoffeeSlot.coffee_id == Coffee.id, CoffeeSlot.starts_at > _MOMENT, ~_SAID_YES)
_HAS_TIMES = exists().where(CoffeeSlot.coffee_id == Coffee.id, CoffeeSlot.starts_at > _MOMENT)
_LINES = (
    select(
        Coffee.id, Coffee.state, Coffee.starts_at, Coffee.minutes, Coffee.place, Coffee.asked_by, Coffee.round_id,
        Coffee.created_at, Coffee.asked_whether_met_at, _NAMES.label("names"), _Mine.met,
        _MAY_CHOOSE.label("may_choose"), _HAS_TIMES.label("has_times"),
    )
    .join(_Mine, and_(_Mine.coffee_id == Coffee.id, _Mine.user_id == bindparam("viewer_id")))
    .where(Coffee.audience_id.in_(bindparam("audiences", expanding=True)))
)  # fmt: skip
_OPEN = or_(
    Coffee.state == "open",
    and_(Coffee.state == "agreed", Coffee.starts_at > bindparam("back", type_=UtcDateTime())),
    and_(Coffee.state == "lapsed", Coffee.asked_whether_met_at > bindparam("back", type_=UtcDateTime())),
)
_WAITING = (
    _LINES.where(_OPEN, ~has_blocked(bindparam("viewer_id"), Coffee.asked_by))
    .order_by(Coffee.starts_at, Coffee.id)
    .limit(50)
)


@dataclass(frozen=True)
class Person:
    """Somebody in a coffee, with the clock they live by and what they said afterwards."""

    face: Face
    timezone: str
    shows_region: bool
    met: str
    is_here: bool

    @property
    def id(self) -> int:
        return self.face.id

    @property
    def name(self) -> str:
        return self.face.name


@dataclass(frozen=True)
class Slot:
    """A time that is offered, and who can."""

    id: int
    starts_at: datetime
    offered_by: int
    can: frozenset[int]


def coffees_visible_to(viewer: Viewer) -> Select:
    return select(Coffee).where(visible(Coffee.audience_id, viewer))


def waiting_for(viewer: Viewer, moment: datetime) -> list:
    """The coffees of a person that are being arranged, are coming, or of which they may say whether they met."""
    return read(_WAITING, **_values(viewer, moment), back=moment - LOOK_BACK).all()


def coffees_of(viewer: Viewer, moment: datetime, *, before: int | None = None) -> list:
    """A page of all coffees of a person, the newest first."""
    found = _LINES.order_by(Coffee.id.desc()).limit(PAGE + 1)
    if before is not None:
        found = found.where(Coffee.id < before)
    return db.session.execute(found, _values(viewer, moment)).all()


def agreed_of(viewer: Viewer, start: datetime, end: datetime) -> list:
    """The coffees of a person that begin in a stretch of time."""
    found = _LINES.where(Coffee.state == "agreed", Coffee.starts_at >= start, Coffee.starts_at < end)
    return db.session.execute(found.order_by(Coffee.starts_at).limit(200), _values(viewer, start)).all()


def in_calendar_of(viewer: Viewer, since: datetime) -> list:
    """(coffee, names of the others) that were agreed on; those that are off by now are cancelled there too."""
    found = (
        select(Coffee, _NAMES.label("names"))
        .where(visible(Coffee.audience_id, viewer), Coffee.starts_at > since)
        .where(exists().where(CoffeePerson.coffee_id == Coffee.id, CoffeePerson.user_id == viewer.id))
    )
    return db.session.execute(found.order_by(Coffee.id.desc()).limit(200), {"viewer_id": viewer.id}).all()


def people_of(coffee: Coffee) -> list[Person]:
    rows = db.session.execute(
        select(
            User.id, User.name, User.photo_key, User.timezone, User.visibility["region"].as_string().label("region"),
            User.is_active, CoffeePerson.met,
        )
        .join(CoffeePerson, CoffeePerson.user_id == User.id)
        .where(CoffeePerson.coffee_id == coffee.id)
        .order_by(User.name, User.id)
    )  # fmt: skip
    return [
        # Where somebody lives is not told by their clock when they hide their region.
        Person(
            Face.of(row.id, row.name, row.photo_key),
            row.timezone,
            (row.region or "academy") == "academy",
            row.met,
            row.is_active,
        )
        for row in rows
    ]


def slots_of(coffee: Coffee, moment: datetime) -> list[Slot]:
    """The times that are still to come, each with who can."""
    rows = db.session.execute(
        select(CoffeeSlot.id, CoffeeSlot.starts_at, CoffeeSlot.offered_by, CoffeeYes.user_id)
        .join(CoffeeYes, CoffeeYes.slot_id == CoffeeSlot.id)
        .where(CoffeeSlot.coffee_id == coffee.id, CoffeeSlot.starts_at > moment)
        .order_by(CoffeeSlot.starts_at, CoffeeSlot.id)
    ).all()
    can: dict[int, set[int]] = {}
    for row in rows:
        can.setdefault(row.id, set()).add(row.user_id)
    by_id = {row.id: row for row in rows}
    return [Slot(key, row.starts_at, row.offered_by, frozenset(can[key])) for key, row in by_id.items()]


def find_slot(coffee: Coffee, slot_id: int) -> CoffeeSlot | None:
    return db.session.scalars(select(CoffeeSlot).filter_by(id=slot_id, coffee_id=coffee.id)).one_or_none()


def find_slot_at(coffee: Coffee, starts_at: datetime) -> CoffeeSlot | None:
    return db.session.scalars(select(CoffeeSlot).filter_by(starts_at=starts_at, coffee_id=coffee.id)).one_or_none()


def yeses_of(slot: CoffeeSlot) -> set[int]:
    return set(db.session.scalars(select(CoffeeYes.user_id).where(CoffeeYes.slot_id == slot.id)))


def ids_in(coffee: Coffee) -> set[int]:
    return set(db.session.scalars(select(CoffeePerson.user_id).where(CoffeePerson.coffee_id == coffee.id)))


def find_between(viewer_id: int, user_id: int) -> int | None:
    """The coffee these two are arranging or coming to, if there is one."""
    found = select(Coffee.id).where(
        _has(viewer_id), _has(user_id), or_(Coffee.state == "open", (Coffee.state == "agreed") & (Coffee.starts_at > now()))
    )  # fmt: skip
    return db.session.scalars(found.order_by(Coffee.id.desc()).limit(1)).first()


def standing_between(viewer: Viewer, user_id: int, moment: datetime):
    """What decides whether the viewer may ask somebody: their choice, a no or silence lately, and what was asked."""
    asked = (Coffee.asked_by == viewer.id, Coffee.round_id.is_(None))
    lately = and_(*asked, _has(user_id), Coffee.state.in_(("declined", "lapsed")), Coffee.closed_at > moment - REST)
    count = select(func.count()).select_from(Coffee)
    return db.session.execute(
        select(
            _lets_ask(viewer, user_id).label("asked_by"),
            exists().where(lately).label("between"),
            count.where(*asked, Coffee.state == "open").scalar_subquery().label("waiting"),
            count.where(*asked, Coffee.created_at > moment - MONTH).scalar_subquery().label("in_a_month"),
        )
    ).one()


def find_choice(user_id: int) -> CoffeeChoice | None:
    return db.session.get(CoffeeChoice, user_id)


def who_may_ask(viewer: Viewer, user_id: int) -> str:
    return db.session.scalar(select(_lets_ask(viewer, user_id)))


def due_for_reminder(column, earliest: datetime, latest: datetime, limit: int = 500) -> list[Coffee]:
    due = (column.is_(None), Coffee.state == "agreed", Coffee.starts_at > earliest, Coffee.starts_at <= latest)
    return list(db.session.scalars(select(Coffee).where(*due).order_by(Coffee.starts_at).limit(limit)))


def due_to_ask(moment: datetime, after: timedelta, limit: int = 500) -> list[Coffee]:
    """Coffees that are over, and those of people who were matched so long ago and kept no time here."""
    is_over = and_(Coffee.state == "agreed", Coffee.starts_at < moment - timedelta(hours=1))
    is_late = and_(Coffee.state == "open", Coffee.round_id.is_not(None), Coffee.created_at < moment - after)
    found = select(Coffee).where(Coffee.asked_whether_met_at.is_(None), or_(is_over, is_late))
    return list(db.session.scalars(found.order_by(Coffee.id).limit(limit)))


def ran_out(moment: datetime, after: timedelta, limit: int = 500) -> list[Coffee]:
    """Coffees whose last time has passed without a word, and those of people who were matched so long ago."""
    has_times = exists().where(CoffeeSlot.coffee_id == Coffee.id, CoffeeSlot.starts_at > moment)
    is_old = or_(Coffee.round_id.is_(None), Coffee.created_at < moment - after)
    found = select(Coffee).where(Coffee.state == "open", is_old, ~has_times)
    return list(db.session.scalars(found.order_by(Coffee.id).limit(limit)))


def with_closed_account(moment: datetime, limit: int = 500) -> list:
    """(coffee, id of who is no longer here) of what is being arranged or coming."""
    return db.session.execute(
        select(Coffee, User.id)
        .join(CoffeePerson, CoffeePerson.coffee_id == Coffee.id)
        .join(User, User.id == CoffeePerson.user_id)
        .where(~User.is_active, or_(Coffee.state == "open", (Coffee.state == "agreed") & (Coffee.starts_at > moment)))
        .order_by(Coffee.id)
        .limit(limit)
    ).all()


def standing_of(user_id: int, coffee_ids) -> dict:
    """Of these coffees those the person is in: how they stand, and what they said afterwards."""
    rows = db.session.execute(
        select(Coffee.id, Coffee.state, Coffee.sequence, Coffee.starts_at, CoffeePerson.met)
        .join(CoffeePerson, and_(CoffeePerson.coffee_id == Coffee.id, CoffeePerson.user_id == user_id))
        .where(Coffee.id.in_(list(coffee_ids)))
    )
    return {row.id: row for row in rows}


def _lets_ask(viewer: Viewer, user_id: int):
    """Whom somebody lets ask them; of two who blocked each other it looks as if that were nobody."""
    chosen = select(CoffeeChoice.asked_by).where(CoffeeChoice.user_id == user_id).scalar_subquery()
    is_apart = or_(has_blocked(viewer.id, user_id), has_blocked(user_id, viewer.id))
    return case((is_apart, "nobody"), else_=func.coalesce(chosen, "academy"))


def _has(user_id: int):
    return exists().where(CoffeePerson.coffee_id == Coffee.id, CoffeePerson.user_id == user_id)


def _values(viewer: Viewer, moment: datetime) -> dict:
    return {"viewer_id": viewer.id, "audiences": sorted(viewer.audiences), "moment": moment}
