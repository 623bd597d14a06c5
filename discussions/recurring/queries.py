"""Every SELECT about recurring questions: places about which several people asked, and what of it the viewer reads.

How many asked is counted in groups large enough for a number to tell nobody; their words are read by who reads them anyway."""

from dataclasses import dataclass, field

from sqlalchemy import Row, and_, bindparam, func, or_, select

from courses.models import Lesson
from discussions.models import Topic
from discussions.statements import AUDIENCES, IS_THERE, lesson_title
from discussions.stumbling.queries import FEWEST
from knowledge.models import Article
from knowledge.queries import IS_READ
from lms.access import Audience, Viewer
from lms.reading import read

ASKERS = 3  # different people
MOST = 50  # places
MOST_THREADS = 200  # of all of them together, the newest

_SHOWN = and_(
    Topic.kind == "question",
    Topic.deleted_at.is_(None),
    or_(Lesson.id.is_not(None), Article.id.is_not(None)),
)
_askers = func.count(Topic.author_id.distinct())
_PLACES = (
    select(
        Topic.lesson_id,
        Topic.article_id,
        Topic.anchor_key,
        _askers.label("askers"),
        func.max(Article.title).label("article_title"),
    )
    .join(Audience, Audience.id == Topic.audience_id)
    .outerjoin(
        Lesson, and_(Lesson.id == Topic.lesson_id, Lesson.audience_id.in_(AUDIENCES), Lesson.removed_at.is_(None))
    )
    .outerjoin(Article, and_(Article.id == Topic.article_id, Article.audience_id.in_(AUDIENCES), *IS_READ))
    .where(_SHOWN, Audience.size >= FEWEST)
    .group_by(Topic.lesson_id, Topic.article_id, Topic.anchor_key)
    .having(_askers >= ASKERS)
    .order_by(_askers.desc(), func.max(Topic.id).desc())
    .limit(MOST)
)
_THREADS = (
    select(
        Topic.id,
        Topic.title,
        Topic.lesson_id,
        Topic.article_id,
        Topic.anchor_key,
        Topic.anchor_quote,
        Topic.accepted_post_id,
        Topic.created_at,
    )
    .where(
        IS_THERE,
        Topic.kind == "question",
        or_(
            Topic.lesson_id.in_(bindparam("lessons", expanding=True)),
            Topic.article_id.in_(bindparam("articles", expanding=True)),
        ),
    )
    .order_by(Topic.id.desc())
    .limit(MOST_THREADS)
)
_TITLES = (
    select(Topic.lesson_id, func.max(lesson_title()).label("title"))
    .where(Topic.lesson_id.in_(bindparam("lessons", expanding=True)))
    .group_by(Topic.lesson_id)
)


@dataclass(slots=True)
class Place:
    """A lesson, an article, or a passage of one; `askers` counts everybody, `threads` are those the viewer reads."""

    title: str
    address: str
    askers: int
    is_passage: bool
    quote: str = ""
    threads: list[Row] = field(default_factory=list)


def recurring_places(viewer: Viewer) -> list[Place]:
    """The places most people asked about first."""
    audiences = sorted(viewer.audiences)
    rows = read(_PLACES, audiences=audiences)
    if not rows:
        return []
    lessons, articles = ({getattr(row, name) or 0 for row in rows} for name in ("lesson_id", "article_id"))
    titles = {row.lesson_id: row.title for row in read(_TITLES, lessons=sorted(lessons))}
    found = {
        _key(row): Place(
            title=titles.get(row.lesson_id) or row.article_title or "",
            address=f"/lessons/{row.lesson_id}" if row.lesson_id else f"/articles/{row.article_id}",
            askers=row.askers,
            is_passage=bool(row.anchor_key),
        )
        for row in rows
    }
    for thread in read(_THREADS, audiences=audiences, lessons=sorted(lessons), articles=sorted(articles)):
        if place := found.get(_key(thread)):
            place.threads.append(thread)
            place.quote = place.quote or thread.anchor_quote
    return list(found.values())


def _key(row) -> tuple:
    return row.lesson_id, row.article_id, row.anchor_key
