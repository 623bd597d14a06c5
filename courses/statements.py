"""The statements of the lesson page and the outline, built once and over tables: rows, not objects, on the hottest page."""

from sqlalchemy import Text, and_, bindparam, case, cast, select

from courses.models import Course, Enrolment, Lesson, LessonProgress, LessonRevision, LessonText, Module
from courses.opening.statements import GIVEN, IS_WAITING, MY_RELEASES
from lms.people.models import User

courses, modules, lessons, texts = (table.__table__ for table in (Course, Module, Lesson, LessonText))
progress, enrolments, users = (table.__table__ for table in (LessonProgress, Enrolment, User))
current, read, newer = (LessonRevision.__table__.alias(name) for name in ("current", "read", "newer"))
read_text = texts.alias("read_text")


def best_language(language):
    """The order in which a reader of this language prefers the texts of a lesson."""
    return (
        case((texts.c.language == language, 0), (texts.c.language == courses.c.language, 1), else_=2),
        texts.c.language,
    )


_MY_AUDIENCES = bindparam("audiences", expanding=True)
_IS_TAUGHT = and_(lessons.c.published_at.is_not(None), lessons.c.removed_at.is_(None))
_MY_PROGRESS = and_(progress.c.lesson_id == lessons.c.id, progress.c.user_id == bindparam("user_id"))
_IN_ORDER = (modules.c.position, modules.c.id, lessons.c.position, lessons.c.id)

OUTLINE = (
    select(
        modules.c.id.label("module_id"),
        modules.c.title.label("module_title"),
        cast(modules.c.titles, Text).label("module_titles"),  # JSON, read once for each module
        MY_RELEASES.label("opens_at"),
        GIVEN.label("given"),
        IS_WAITING.label("is_waiting"),
        lessons.c.id,
        lessons.c.audience_id,
        lessons.c.kind,
        lessons.c.minutes,
        lessons.c.is_required,
        lessons.c.published_at,
        texts.c.language,
        texts.c.title,
        texts.c.short_title,
        texts.c.revision_id,
        progress.c.percent,
        progress.c.started_at,
        progress.c.completed_at,
        progress.c.revision_id.label("read_revision_id"),
    )
    .select_from(modules)
    .outerjoin(lessons, and_(lessons.c.module_id == modules.c.id, _IS_TAUGHT))
    .outerjoin(texts, and_(texts.c.lesson_id == lessons.c.id, texts.c.revision_id.is_not(None)))
    .outerjoin(progress, _MY_PROGRESS)
    .where(modules.c.course_id == bindparam("course_id"), modules.c.removed_at.is_(None))
    .order_by(*_IN_ORDER, texts.c.language)
)

NUMBERED = (
    select(
        modules.c.id.label("module_id"), lessons.c.id, lessons.c.is_required, texts.c.title, texts.c.short_title
    )  # fmt: skip
    .select_from(modules)
    .join(courses, courses.c.id == modules.c.course_id)
    .outerjoin(lessons, and_(lessons.c.module_id == modules.c.id, _IS_TAUGHT))
    .outerjoin(texts, and_(texts.c.lesson_id == lessons.c.id, texts.c.revision_id.is_not(None)))
    .where(modules.c.course_id == bindparam("course_id"), modules.c.removed_at.is_(None))
    .order_by(*_IN_ORDER, *best_language(courses.c.language))
)

LESSON_PAGE = (
    select(
        lessons.c.id,
        lessons.c.course_id,
        lessons.c.audience_id,
        lessons.c.kind,
        lessons.c.minutes,
        lessons.c.is_required,
        lessons.c.completed_by,
        courses.c.title.label("course_title"),
        courses.c.language.label("course_language"),
        courses.c.audience_id.label("course_audience_id"),
        courses.c.archived_at.label("course_archived_at"),
        courses.c.people_audience_id,
        MY_RELEASES.label("opens_at"),
        GIVEN.label("given"),
        IS_WAITING.label("is_waiting"),
        texts.c.language,
        texts.c.title,
        texts.c.short_title,
        texts.c.html,
        texts.c.blocks,
        texts.c.revision_id,
        current.c.published_at.label("updated_at"),
        users.c.name.label("author_name"),
        progress.c.place,
        progress.c.percent,
        progress.c.completed_at,
        newer.c.published_at.label("changed_at"),
        newer.c.why.label("changed_why"),
        enrolments.c.id.label("enrolment_id"),
    )
    .select_from(lessons)
    .join(modules, modules.c.id == lessons.c.module_id)
    .join(courses, courses.c.id == lessons.c.course_id)
    .join(texts, and_(texts.c.lesson_id == lessons.c.id, texts.c.revision_id.is_not(None)))
    .join(current, current.c.id == texts.c.revision_id)
    .outerjoin(users, users.c.id == current.c.published_by)
    .outerjoin(progress, _MY_PROGRESS)
    .outerjoin(read, and_(read.c.id == progress.c.revision_id, progress.c.completed_at.is_not(None)))
    .outerjoin(read_text, read_text.c.id == read.c.lesson_text_id)
    .outerjoin(newer, and_(newer.c.id == read_text.c.revision_id, newer.c.id != read.c.id))
    .outerjoin(
        enrolments,
        and_(
            enrolments.c.course_id == courses.c.id,
            enrolments.c.user_id == bindparam("user_id"),
            enrolments.c.left_at.is_(None),
        ),
    )
    .where(
        lessons.c.id == bindparam("lesson_id"),
        lessons.c.audience_id.in_(_MY_AUDIENCES),
        _IS_TAUGHT,
        modules.c.removed_at.is_(None),
    )
    .order_by(*best_language(bindparam("language")))
    .limit(1)
)
