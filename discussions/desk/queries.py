"""Every SELECT about the help desk: its settings, where people may ask, and what it was spared, counted anew each time."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select

from discussions import policies
from discussions.asking.models import Deflection
from discussions.desk.models import HelpDesk
from discussions.models import Post, Space, Topic
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


def months(zone: str) -> list[Month]:
    """The last twelve months of the academy's calendar, the newest first."""
    begins = _beginnings(zone)
    which = case(*[(Deflection.at >= begin, number) for number, begin in enumerate(begins)], else_=MONTHS)
    rows = db.session.execute(
        select(
            which.label("number"),
            func.count().label("found"),
            func.count(Deflection.reversed_at).label("reversed"),
            _PEOPLE.label("people"),
        )
        .where(Deflection.at >= begins[-1])
        .group_by("number")
    )
    counted = {row.number: row for row in rows}
    return [_month(begin, counted.get(number)) for number, begin in enumerate(begins)]


def passages(viewer: Viewer, zone: str) -> list:
    """What answered most in these months, of what the viewer may see: kind, title, url, by, number and people."""
    counted = (
        select(Deflection.found_kind, Deflection.found_id, func.count().label("number"), _PEOPLE.label("people"))
        .where(Deflection.at >= _beginnings(zone)[-1], Deflection.reversed_at.is_(None))
        .group_by(Deflection.found_kind, Deflection.found_id)
        .having(_PEOPLE >= FEWEST)
        .subquery()
    )
    is_it = (SearchDocument.kind == counted.c.found_kind) & (SearchDocument.object_id == counted.c.found_id)
    answers = (Topic.id == counted.c.found_id) & (counted.c.found_kind == "topic")
    return list(
        db.session.execute(
            select(
                counted.c.found_kind.label("kind"),
                counted.c.number,
                counted.c.people,
                func.min(SearchDocument.title).label("title"),
                func.min(SearchDocument.url).label("url"),
                func.coalesce(func.min(User.name), func.min(SearchDocument.author_name)).label("by"),
            )
            .join(SearchDocument, is_it)
            .outerjoin(Topic, answers)
            .outerjoin(Post, Post.id == Topic.accepted_post_id)
            .outerjoin(User, User.id == Post.author_id)
            .where(visible(SearchDocument.audience_id, viewer))
            .group_by(counted.c.found_kind, counted.c.found_id, counted.c.number, counted.c.people)
            .order_by(counted.c.number.desc(), counted.c.found_kind, counted.c.found_id)
            .limit(MOST)
        )
    )


def _month(begins: datetime, row) -> Month:
    if row is None:
        return Month(begins, 0, 0, 0)
    if row.people < FEWEST:
        return Month(begins, None, None, None)
    return Month(begins, row.found, row.reversed, row.people)


def _beginnings(zone: str) -> list[datetime]:
    """When each of the last months began where the academy is, this month first."""
    local = now().astimezone(ZoneInfo(zone))
    numbers = (local.year * 12 + local.month - 1 - back for back in range(MONTHS))
    return [datetime(n // 12, n % 12 + 1, 1, tzinfo=ZoneInfo(zone)) for n in numbers]
