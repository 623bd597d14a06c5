"""Every SELECT about what topics are about: tags, and the lessons a space talks about."""

from sqlalchemy import and_, case, func, or_, select

from courses.models import Lesson, LessonText, Module
from discussions.models import Space, Topic
from discussions.statements import lesson_number
from discussions.subjects.models import Tag, TopicTag
from lms.access import Viewer, visible
from lms.database import db


def lessons_of(viewer: Viewer, space_id: int, locale: str):
    """The lessons a space talks about, in the order of their course, with how many topics each has."""
    statement = (
        _lessons(viewer, locale)
        .add_columns(func.count(Topic.id).label("topics"))
        .join(Topic, Topic.lesson_id == Lesson.id)
        .where(Topic.space_id == space_id, visible(Topic.audience_id, viewer), Topic.deleted_at.is_(None))
        .group_by(Lesson.id, Module.id)
        .order_by(Module.position, Module.id, Lesson.position, Lesson.id)
    )
    return db.session.execute(statement).all()


def offered_in(space_id: int) -> list[Tag]:
    """The tags a topic of a space may carry: its own, and those of the whole academy."""
    return db.session.scalars(_offered(space_id).order_by(func.lower(Tag.name), Tag.id)).all()


def tags_of(viewer: Viewer, space_id: int):
    """The tags of a space as offered, each with how many of its topics carry it."""
    topics = and_(
        Topic.id == TopicTag.topic_id,
        Topic.space_id == space_id,
        visible(Topic.audience_id, viewer),
        Topic.deleted_at.is_(None),
    )
    statement = (
        _offered(space_id)
        .with_only_columns(Tag.id, Tag.name, Tag.space_id, func.count(Topic.id).label("topics"))
        .outerjoin(TopicTag, TopicTag.tag_id == Tag.id)
        .outerjoin(Topic, topics)
        .group_by(Tag.id)
        .order_by(func.lower(Tag.name), Tag.id)
    )
    return db.session.execute(statement).all()


def find_offered(space_id: int, tag_id: int | None) -> Tag | None:
    """A tag of a space by its number."""
    return db.session.scalars(_offered(space_id).where(Tag.id == tag_id)).one_or_none() if tag_id else None


def tags_visible_to(viewer: Viewer):
    """The tags of the spaces a person reads."""
    return select(Tag).join(Space, Space.id == Tag.space_id).where(visible(Space.audience_id, viewer))


def find_named(space_id: int, name: str) -> Tag | None:
    is_named = or_(func.lower(Tag.name) == name.lower(), Tag.name == name)
    return db.session.scalars(select(Tag).where(Tag.space_id == space_id, is_named)).first()


def count_of(space_id: int) -> int:
    return db.session.scalar(select(func.count()).select_from(Tag).where(Tag.space_id == space_id))


def ids_of(topic_id: int) -> list[int]:
    """The tags a topic carries."""
    return list(db.session.scalars(select(TopicTag.tag_id).where(TopicTag.topic_id == topic_id)))


def _offered(space_id: int):
    of_academy = select(Space.id).where(Space.kind == "academy").scalar_subquery()
    return select(Tag).where((Tag.space_id == space_id) | (Tag.space_id == of_academy))


def find_lesson(viewer: Viewer, lesson_id: int | None, locale: str):
    """A lesson the viewer may know of, as a heading names it."""
    if lesson_id is None:
        return None
    return db.session.execute(_lessons(viewer, locale).where(Lesson.id == lesson_id)).one_or_none()


def _lessons(viewer: Viewer, locale: str):
    title = (
        select(LessonText.title)
        .where(LessonText.lesson_id == Lesson.id, LessonText.revision_id.is_not(None))
        .order_by(case((LessonText.language == locale, 0), else_=1), LessonText.id)
        .limit(1)
        .correlate(Lesson)
        .scalar_subquery()
    )
    return (
        select(Lesson.id, title.label("title"), lesson_number().label("number"))
        .join(Module, Module.id == Lesson.module_id)
        .where(visible(Lesson.audience_id, viewer), Lesson.published_at.is_not(None), Lesson.removed_at.is_(None))
    )
