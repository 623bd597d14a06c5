"""Every SELECT about recurring questions: places about which several people asked or looked, and what of it the viewer reads.

How many they are is counted in groups large enough for a number to tell nobody; their words are read by who reads them anyway."""

from dataclasses import dataclass, field

from sqlalchemy import Row, String, and_, bindparam, case, cast, func, literal, null, or_, select, union_all
from sqlalchemy.orm import aliased

from courses.models import Lesson, LessonText
from discussions.asking.models import Deflection
from discussions.asking.spots.choosing import address_of
from discussions.models import Topic
from discussions.recurring.models import SeenPlace
from discussions.ripening.statements import RIPENED
from discussions.statements import AUDIENCES, IS_THERE
from discussions.stumbling.queries import FEWEST
from knowledge.models import Article, Collection
from knowledge.queries import FEW, IS_READ, IS_SHARED
from lms.access import PUBLIC, Audience, Viewer
from lms.reading import read

PEOPLE = 3  # different ones
MOST = 50  # places
MOST_THREADS = 200  # of all of them together, the newest

_found_in = aliased(Audience)
_IS_ABOUT_NOTHING = and_(Topic.lesson_id.is_(None), Topic.article_id.is_(None))
_PASSAGE = case((_IS_ABOUT_NOTHING, ""), else_=Topic.anchor_key).label("anchor_key")
_LANGUAGE = case((_IS_ABOUT_NOTHING, ""), else_=Topic.anchor_language)
_ITSELF = case((_IS_ABOUT_NOTHING, Topic.id)).label("topic_id")
_ASKED = (
    select(
        Topic.lesson_id,
        Topic.article_id,
        Topic.anchor_key,
        Topic.anchor_language,
        cast(null(), Topic.id.type).label("topic_id"),
        cast(Topic.author_id, String).label("person"),
        Topic.created_at.label("at"),
    )
    .join(Audience, Audience.id == Topic.audience_id)
    .where(Topic.kind == "question", Topic.deleted_at.is_(None), ~_IS_ABOUT_NOTHING, Audience.size >= FEWEST)
)
# Who found an answer in a text looked for its passage, in a conversation for what that is about; where that is nothing, for
# the conversation itself.
_LOOKED_UP = (
    select(
        func.coalesce(Lesson.id, Topic.lesson_id),
        func.coalesce(Article.id, Topic.article_id),
        case((Deflection.found_kind == "topic", _PASSAGE), else_=Deflection.anchor_key),
        case((Deflection.found_kind == "topic", _LANGUAGE), else_=Deflection.anchor_language),
        _ITSELF,
        func.coalesce(cast(Deflection.user_id, String), Deflection.guest),
        Deflection.at,
    )
    .outerjoin(Lesson, and_(Deflection.found_kind == "lesson", Lesson.id == Deflection.found_id))
    .outerjoin(Article, and_(Deflection.found_kind == "article", Article.id == Deflection.found_id))
    .outerjoin(
        Topic, and_(Deflection.found_kind == "topic", Topic.id == Deflection.found_id, Topic.deleted_at.is_(None))
    )
    .join(_found_in, _found_in.id == func.coalesce(Lesson.audience_id, Article.audience_id, Topic.audience_id))
    .join(Audience, Audience.id == Deflection.audience_id)
    .where(
        Deflection.reversed_at.is_(None),
        *(or_(group.id == PUBLIC, group.size >= FEWEST) for group in (Audience, _found_in)),
    )
)
_sought = union_all(_ASKED, _LOOKED_UP).subquery()
_place = case(
    (_sought.c.lesson_id.is_not(None), literal("lesson:").concat(cast(_sought.c.lesson_id, String))),
    (_sought.c.article_id.is_not(None), literal("article:").concat(cast(_sought.c.article_id, String))),
    else_=literal("topic:").concat(cast(_sought.c.topic_id, String)),
).concat(literal(":").concat(func.coalesce(_sought.c.anchor_key, "")))
_people = func.count(_sought.c.person.distinct())
_PLACES = (
    select(
        _sought.c.lesson_id,
        _sought.c.article_id,
        _sought.c.anchor_key,
        _sought.c.topic_id,
        func.max(_sought.c.anchor_language).label("anchor_language"),
        _people.label("people"),
        func.max(func.coalesce(Article.title, Topic.title)).label("title"),
    )
    .outerjoin(
        Lesson, and_(Lesson.id == _sought.c.lesson_id, Lesson.audience_id.in_(AUDIENCES), Lesson.removed_at.is_(None))
    )
    .outerjoin(Article, and_(Article.id == _sought.c.article_id, Article.audience_id.in_(AUDIENCES), *IS_READ))
    .outerjoin(Topic, and_(Topic.id == _sought.c.topic_id, IS_THERE))
    .outerjoin(SeenPlace, SeenPlace.place == _place)
    .where(or_(SeenPlace.place.is_(None), _sought.c.at > SeenPlace.seen_at))
    .where(or_(Lesson.id.is_not(None), Article.id.is_not(None), and_(Topic.id.is_not(None), RIPENED.is_(None))))
    .group_by(_sought.c.lesson_id, _sought.c.article_id, _sought.c.anchor_key, _sought.c.topic_id)
    .having(_people >= PEOPLE)
    .order_by(
        _people.desc(), _sought.c.lesson_id.desc(), _sought.c.article_id.desc(), _sought.c.topic_id.desc(), _sought.c.anchor_key
    )
    .limit(MOST)
)  # fmt: skip
_IS_A_PLACE = Topic.id.in_(bindparam("topics", expanding=True))
_THREADS = (
    select(
        Topic.id,
        Topic.title,
        Topic.lesson_id,
        Topic.article_id,
        _PASSAGE,
        _ITSELF,
        Topic.anchor_quote,
        Topic.accepted_post_id,
        Topic.created_at,
        RIPENED.label("ripened_id"),
    )
    .where(
        IS_THERE,
        Topic.kind == "question",
        or_(
            Topic.lesson_id.in_(bindparam("lessons", expanding=True)),
            Topic.article_id.in_(bindparam("articles", expanding=True)),
            _IS_A_PLACE,
        ),
    )
    .order_by(case((_IS_A_PLACE, 0), else_=1), Topic.id.desc())
    .limit(MOST_THREADS)
)
_MOST_ASKED = (
    select(Article.id, Article.title, Article.language, func.count().label("questions"))
    .join(Topic, Topic.article_id == Article.id)
    .join(Collection, Collection.id == Article.collection_id)
    .where(IS_THERE, Topic.kind == "question", Article.audience_id.in_(AUDIENCES), *IS_READ, IS_SHARED)
    .group_by(Article.id, Article.title, Article.language)
    .order_by(func.count().desc(), Article.id.desc())
    .limit(FEW)
)
_TITLES = (
    select(LessonText.lesson_id, LessonText.language, LessonText.title)
    .where(LessonText.lesson_id.in_(bindparam("lessons", expanding=True)), LessonText.revision_id.is_not(None))
    .order_by(LessonText.id)
)


_BLOCKS = union_all(
    select(literal("article").label("kind"), Article.id.label("id"), Article.blocks.label("blocks")).where(
        Article.id.in_(bindparam("articles", expanding=True))
    ),
    select(literal("lesson"), LessonText.lesson_id, LessonText.blocks).where(
        LessonText.lesson_id.in_(bindparam("lessons", expanding=True)), LessonText.revision_id.is_not(None)
    ),
)
_HOW_MANY = select(func.count()).select_from(_PLACES.subquery())


@dataclass(slots=True)
class Place:
    """A lesson, an article, a passage of one, or a question; `people` counts all of them, `threads` are those the viewer reads."""

    key: str  # see SeenPlace
    title: str
    kind: str
    number: int
    passage: str
    language: str
    people: int
    quote: str = ""
    threads: list[Row] = field(default_factory=list)

    @property
    def is_passage(self) -> bool:
        return bool(self.passage)

    @property
    def address(self) -> str:
        return address_of(self.kind, self.number, self.language, self.passage)


def most_asked(viewer: Viewer) -> list[Row]:
    """The articles about which most questions were asked, of what the viewer reads of both."""
    return read(_MOST_ASKED, audiences=sorted(viewer.audiences)).all()


def recurring_places(viewer: Viewer) -> list[Place]:
    """The places most people asked about or looked at first."""
    audiences = sorted(viewer.audiences)
    rows = read(_PLACES, audiences=audiences)
    if not rows:
        return []
    lessons, articles, topics = (
        sorted({getattr(row, name) or 0 for row in rows}) for name in ("lesson_id", "article_id", "topic_id")
    )
    titles = _titles(lessons, viewer.locale)
    found = {
        _key(row): Place(
            key=_name(row),
            title=titles.get(row.lesson_id) or row.title or "",
            kind=_kind(row),
            number=getattr(row, f"{_kind(row)}_id"),
            passage=row.anchor_key or "",
            language=row.anchor_language or "",
            people=row.people,
        )
        for row in rows
    }
    _quote(list(found.values()))
    for thread in read(_THREADS, audiences=audiences, lessons=lessons, articles=articles, topics=topics):
        if place := found.get(_key(thread)):
            place.threads.append(thread)
            place.quote = place.quote or (thread.anchor_quote if place.is_passage else "")
    return list(found.values())


def count_places(viewer: Viewer) -> int:
    return read(_HOW_MANY, audiences=sorted(viewer.audiences)).scalar()


def _quote(places: list[Place]) -> None:
    """The words of each passage, as its text reads now."""
    keyed = [place for place in places if place.is_passage]
    numbers = {kind: sorted({p.number for p in keyed if p.kind == kind}) or [0] for kind in ("lesson", "article")}
    if not keyed:
        return
    words = {}
    for row in read(_BLOCKS, lessons=numbers["lesson"], articles=numbers["article"]):
        words.update({(row.kind, row.id, key): said for key, said in row.blocks})
    for place in keyed:
        place.quote = words.get((place.kind, place.number, place.passage), "")


def _titles(lessons: list[int], language: str) -> dict[int, str]:
    """Lesson → its title in the language of the reader, else in its first."""
    titles: dict[int, str] = {}
    for row in read(_TITLES, lessons=lessons):
        if row.language == language or row.lesson_id not in titles:
            titles[row.lesson_id] = row.title
    return titles


def _name(row) -> str:
    kind = _kind(row)
    return f"{kind}:{getattr(row, f'{kind}_id')}:{row.anchor_key or ''}"


def _kind(row) -> str:
    return next(kind for kind in ("lesson", "article", "topic") if getattr(row, f"{kind}_id"))


def _key(row) -> tuple:
    return row.lesson_id, row.article_id, row.anchor_key, row.topic_id
