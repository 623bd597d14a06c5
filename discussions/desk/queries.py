"""Every SELECT about the help desk: its settings, where people may ask, and what it was spared, counted anew each time."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, case, func, literal, or_, select, tuple_

from discussions import policies
from discussions.asking.actions import STAYS
from discussions.asking.likeness import are_alike
from discussions.asking.models import Deflection
from discussions.asking.queries import KINDS
from discussions.desk.authors import authored
from discussions.desk.models import HelpDesk
from discussions.models import Space
from discussions.queries import spaces_visible_to
from lms.access import Viewer, visible
from lms.database import db, now
from lms.people.models import User
from lms.search.models import SearchDocument

FEWEST = 5  # people, below which a figure could tell who it was
MONTHS = 12
MOST = 50  # passages shown
MOST_SPACES = 12

_PEOPLE = func.count(Deflection.user_id.distinct()) + func.count(Deflection.guest.distinct())


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its answers found, those taken back, and the people behind them; figures are None for too few people."""

    begins: datetime
    found: int | None
    reversed: int | None
    people: int | None
    spared: int | None = None  # cents, each answer at what a question cost on its day

    @property
    def avoided(self) -> int | None:
        return None if self.found is None else self.found - self.reversed


def get_desk() -> HelpDesk:
    return db.session.get(HelpDesk, 1) or HelpDesk(id=1, cost_cents=0, contact="")


def spaces_to_ask_in(viewer: Viewer) -> list[Space]:
    """Where this person may ask a question, the widest first."""
    if viewer.is_anonymous:
        return []
    widest = case((Space.kind == "academy", 0), (Space.kind == "course", 1), else_=2)
    spaces = db.session.scalars(spaces_visible_to(viewer).order_by(widest, Space.id.desc()).limit(MOST_SPACES))
    return [space for space in spaces if policies.can_start(viewer, space, "question")]


def seemed_answered(guest: str | None, words: str) -> bool:
    """Whether this guest said within a week that something answered a question like this one."""
    if guest is None:
        return False
    stands = (Deflection.guest == guest, Deflection.reversed_at.is_(None), Deflection.at > now() - STAYS)
    return any(are_alike(said, words) for said in db.session.scalars(select(Deflection.words).where(*stands)))


def months(zone: str, *which, costs=(("", 0),)) -> list[Month]:
    """The last twelve months of the academy's calendar, the newest first; `costs` are cents, from the day they hold."""
    begins = _beginnings(zone)
    month = case(*[(Deflection.at >= begin, number) for number, begin in enumerate(begins)], else_=MONTHS)
    rows = db.session.execute(
        select(
            month.label("number"),
            func.count().label("found"),
            func.count(Deflection.reversed_at).label("reversed"),
            _PEOPLE.label("people"),
            func.sum(case((Deflection.reversed_at.is_(None), _cost(zone, costs)), else_=0)).label("spared"),
        )
        .where(Deflection.at >= begins[-1], *which)
        .group_by("number")
    )
    counted = {row.number: row for row in rows}
    return [_month(begin, counted.get(number)) for number, begin in enumerate(begins)]


def spared_in(begins: datetime, ends: datetime, zone: str, desk: HelpDesk, cohort_id: int | None = None) -> int:
    """Cents that the questions nobody had to ask would have cost, each at the cost of its day."""
    counted = select(func.coalesce(func.sum(_cost(zone, desk.costs_since)), 0)).where(
        Deflection.at >= begins, Deflection.at < ends, Deflection.reversed_at.is_(None)
    )
    if cohort_id is not None:
        counted = counted.join(Space, Space.id == Deflection.space_id).where(Space.cohort_id == cohort_id)
    return int(db.session.scalar(counted))


def passages(viewer: Viewer, zone: str, *which) -> list:
    """What answered most in these months, of what the viewer may see: kind, id, title, url, number and people."""
    counted = (
        select(Deflection.found_kind, Deflection.found_id, func.count().label("number"), _PEOPLE.label("people"))
        .where(Deflection.at >= _beginnings(zone)[-1], Deflection.reversed_at.is_(None), *which)
        .group_by(Deflection.found_kind, Deflection.found_id)
        .having(_PEOPLE >= FEWEST)
        .subquery()
    )
    is_it = (SearchDocument.kind == counted.c.found_kind) & (SearchDocument.object_id == counted.c.found_id)
    return list(
        db.session.execute(
            select(
                counted.c.found_kind.label("kind"),
                counted.c.found_id.label("id"),
                counted.c.number,
                counted.c.people,
                func.min(SearchDocument.title).label("title"),
                func.min(SearchDocument.url).label("url"),
            )
            .join(SearchDocument, is_it)
            .where(visible(SearchDocument.audience_id, viewer))
            .group_by(counted.c.found_kind, counted.c.found_id, counted.c.number, counted.c.people)
            .order_by(counted.c.number.desc(), counted.c.found_kind, counted.c.found_id)
            .limit(MOST)
        )
    )


def names_behind(found: list) -> dict[tuple[str, int], list[str]]:
    """(kind, id) → the names of whose words stand there."""
    ids = {kind: [row.id for row in found if row.kind == kind] for kind in KINDS}
    written = authored(lambda kind, thing, _person: thing.in_(ids[kind])).subquery()
    rows = select(written.c.kind, written.c.id, User.name).join(User, User.id == written.c.user_id)
    names: dict[tuple[str, int], list[str]] = {}
    for row in db.session.execute(rows.order_by(User.name, User.id)) if found else ():
        names.setdefault((row.kind, row.id), []).append(row.name)
    return names


def answered_by(user_id: int) -> tuple:
    """What others found in this person's words, as a filter."""
    written = authored(lambda _kind, _thing, person: person == user_id).subquery()
    is_theirs = tuple_(Deflection.found_kind, Deflection.found_id).in_(select(written.c.kind, written.c.id))
    return is_theirs, or_(Deflection.user_id.is_(None), Deflection.user_id != user_id)


def _month(begins: datetime, row) -> Month:
    if row is None:
        return Month(begins, 0, 0, 0, 0)
    if row.people < FEWEST:
        return Month(begins, None, None, None)
    return Month(begins, row.found, row.reversed, row.people, int(row.spared))


def _cost(zone: str, costs):
    """What a question cost on the day of an answer."""
    (_ever, first), *later = costs
    since = [(datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)), cents) for day, cents in later]
    if not since:
        return literal(first, Integer)
    return case(*[(Deflection.at >= moment, cents) for moment, cents in reversed(since)], else_=first)


def _beginnings(zone: str) -> list[datetime]:
    """When each of the last months began where the academy is, this month first."""
    local = now().astimezone(ZoneInfo(zone))
    numbers = (local.year * 12 + local.month - 1 - back for back in range(MONTHS))
    return [datetime(n // 12, n % 12 + 1, 1, tzinfo=ZoneInfo(zone)) for n in numbers]
