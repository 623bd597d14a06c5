"""Every SELECT about the help desk: its settings, where people may ask, and what it was spared, counted anew each time."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, and_, case, cast, exists, func, literal, null, or_, select, tuple_, union_all

from discussions import policies
from discussions.asking.actions import STAYS
from discussions.asking.likeness import are_alike
from discussions.asking.models import Deflection, DeflectionAuthor
from discussions.asking.spots.choosing import address_of
from discussions.desk.models import HelpDesk
from discussions.models import Post, Space
from discussions.queries import spaces_visible_to
from knowledge.models import Article
from knowledge.quotes.models import ArticleQuote
from lms.access import PUBLIC, Viewer, visible
from lms.database import db, now
from lms.people.models import User
from lms.search.models import SearchDocument

FEWEST = 5  # people, below which a figure could tell who it was
MONTHS = 12
MOST = 50  # passages shown
MOST_SPACES = 12

_SPOT = (
    Deflection.found_kind,
    Deflection.found_id,
    Deflection.anchor_key,
    Deflection.anchor_language,
    Deflection.post_id,
)
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


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that answered questions, or (without a key) the rest of its text. `words` are those people saw, for who may
    read them; `is_lost`: the text no longer has them."""

    found_kind: str
    found_id: int
    anchor_key: str
    anchor_language: str
    post_id: int | None
    number: int
    people: int
    words: str
    is_lost: int
    title: str

    @property
    def spot(self) -> tuple:
        return self.found_kind, self.found_id, self.anchor_key, self.anchor_language, self.post_id

    @property
    def url(self) -> str:
        post_id = None if self.is_lost else self.post_id
        return address_of(self.found_kind, self.found_id, self.anchor_language, self.anchor_key, post_id)


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


def passages(viewer: Viewer, zone: str, *which) -> list[Found]:
    """What answered most in these months, of what the viewer may see: each passage that enough people found, and of each
    text what fewer found in its other passages, together."""
    counts = (func.count().label("number"), _PEOPLE.label("people"))
    counted = (Deflection.at >= _beginnings(zone)[-1], Deflection.reversed_at.is_(None), *which)
    has_words = or_(Deflection.text_audience_id.is_(None), visible(Deflection.text_audience_id, viewer))
    words = func.max(case((has_words, Deflection.anchor_quote), else_="")).label("words")
    is_lost = func.max(case((or_(Deflection.anchor_lost, Post.deleted_at.is_not(None)), 1), else_=0)).label("is_lost")
    each = (
        select(*_SPOT, *counts, words, is_lost)
        .outerjoin(Post, Post.id == Deflection.post_id)
        .where(*counted, or_(Deflection.anchor_key != "", Deflection.post_id.is_not(None)))
        .group_by(*_SPOT)
        .having(_PEOPLE >= FEWEST)
        .subquery()
    )
    is_shown = exists().where(*(each.c[column.key].is_not_distinct_from(column) for column in _SPOT))
    rest = (
        select(
            Deflection.found_kind,
            Deflection.found_id,
            literal("").label("anchor_key"),
            literal("").label("anchor_language"),
            cast(null(), Deflection.id.type).label("post_id"),
            *counts,
            literal("").label("words"),
            literal(0).label("is_lost"),
        )
        .where(*counted, ~is_shown)
        .group_by(Deflection.found_kind, Deflection.found_id)
        .having(_PEOPLE >= FEWEST)
    )
    found = union_all(select(each), rest).subquery()
    is_it = (
        SearchDocument.kind == found.c.found_kind,
        SearchDocument.object_id == found.c.found_id,
        or_(
            found.c.found_kind != "lesson",
            found.c.anchor_language == "",
            SearchDocument.language == found.c.anchor_language,
        ),
    )
    columns = [found.c[name] for name in Found.__match_args__[:-1]]
    rows = db.session.execute(
        select(*columns, func.min(SearchDocument.title))
        .join(SearchDocument, and_(*is_it))
        .where(visible(SearchDocument.audience_id, viewer))
        .group_by(*columns)
        .order_by(found.c.number.desc(), found.c.found_kind, found.c.found_id, found.c.anchor_key)
        .limit(MOST)
    )
    return [Found(*row) for row in rows]


def names_behind(found: list[Found], zone: str) -> dict[tuple, list[str]]:
    """What was found (see Found.spot) → the names of who wrote it, as it read then."""
    if not found:
        return {}
    texts = {(row.found_kind, row.found_id) for row in found}
    rows = db.session.execute(
        _standing(*_SPOT, User.name, User.id)
        .join(User, User.id == DeflectionAuthor.user_id)
        .where(
            tuple_(Deflection.found_kind, Deflection.found_id).in_(texts),
            Deflection.at >= _beginnings(zone)[-1],
            Deflection.reversed_at.is_(None),
        )
        .distinct()
        .order_by(User.name, User.id)
    )
    shown, names = {row.spot for row in found}, {}
    for *spot, name, _person in rows:
        key = tuple(spot) if tuple(spot) in shown else (*spot[:2], "", "", None)
        names.setdefault(key, {})[name] = None
    return {spot: list(named) for spot, named in names.items()}


def answered_by(user_id: int) -> tuple:
    """What others found in this person's words, as a filter."""
    theirs = _standing(DeflectionAuthor.deflection_id).where(DeflectionAuthor.user_id == user_id)
    return Deflection.id.in_(theirs), or_(Deflection.user_id.is_(None), Deflection.user_id != user_id)


def _standing(*columns):
    """Authors whose words still stand: of an answer that was not removed, and of a quote that is given in their name to
    every reader."""
    is_given = and_(
        ArticleQuote.words != "",
        ArticleQuote.person_id == DeflectionAuthor.user_id,
        or_(ArticleQuote.audience_id == Article.audience_id, ArticleQuote.audience_id == PUBLIC),
    )
    return (
        select(*columns)
        .select_from(DeflectionAuthor)
        .join(Deflection, Deflection.id == DeflectionAuthor.deflection_id)
        .outerjoin(Post, Post.id == Deflection.post_id)
        .outerjoin(ArticleQuote, ArticleQuote.id == DeflectionAuthor.quote_id)
        .outerjoin(Article, Article.id == ArticleQuote.article_id)
        .where(Post.deleted_at.is_(None), or_(DeflectionAuthor.quote_id.is_(None), is_given))
    )


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
