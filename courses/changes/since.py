"""What happened to a course since somebody completed it: lessons that say something else, were added, or taken out."""

from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import Select, and_, bindparam, exists, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from courses.changes.models import LessonChangeSeen
from courses.models import Course, Enrolment, Lesson, LessonProgress, LessonRevision, LessonText, Module, ModuleRelease
from courses.opening.models import EarlyOpening
from lms.access import Viewer
from lms.database import UtcDateTime, now
from lms.reading import read

MOST = 200  # entries of one person on one page


class Entry(NamedTuple):
    """`kind`: changed, added or removed."""

    kind: str
    id: int
    title: str
    language: str
    course_id: int
    course_title: str
    why: str
    changed_at: datetime


_ME, _MINE = bindparam("user_id"), bindparam("audiences", expanding=True)
_read, _current = aliased(LessonRevision), aliased(LessonRevision)


def _entries(kind: str, why, changed_at):
    return select(
        literal(kind).label("kind"),
        Lesson.id,
        LessonText.title,
        LessonText.language,
        Course.id.label("course_id"),
        Course.title.label("course_title"),
        Course.language.label("course_language"),
        why.label("why"),
        changed_at.label("changed_at"),
    )


_IS_TAUGHT = and_(
    Lesson.audience_id.in_(_MINE),
    Lesson.published_at.is_not(None),
    Lesson.removed_at.is_(None),
    Module.removed_at.is_(None),
)
_IS_DONE = and_(
    LessonProgress.lesson_id == Lesson.id, LessonProgress.user_id == _ME, LessonProgress.completed_at.is_not(None)
)
_MY_COURSE = and_(
    Enrolment.course_id == Course.id,
    Enrolment.user_id == _ME,
    Enrolment.completed_at.is_not(None),
    Enrolment.left_at.is_(None),
)
_GIVEN_TO_ME = and_(
    EarlyOpening.user_id == _ME,
    EarlyOpening.course_id == Course.id,
    or_(
        EarlyOpening.module_id == Module.id,
        EarlyOpening.lesson_id == Lesson.id,
        and_(EarlyOpening.module_id.is_(None), EarlyOpening.lesson_id.is_(None)),
    ),
)
_RELEASED_TO_ME = and_(ModuleRelease.module_id == Module.id, ModuleRelease.audience_id.in_(_MINE))


def _is_news(moment):
    seen = and_(LessonChangeSeen.user_id == _ME, LessonChangeSeen.lesson_id == Lesson.id)
    return ~exists().where(seen, LessonChangeSeen.seen_at >= moment)


_CHANGED = (
    _entries("changed", _current.why, _current.published_at)
    .select_from(LessonProgress)
    .join(_read, _read.id == LessonProgress.revision_id)
    .join(LessonText, LessonText.id == _read.lesson_text_id)
    .join(_current, and_(_current.id == LessonText.revision_id, _current.id != _read.id))
    .join(Lesson, Lesson.id == LessonProgress.lesson_id)
    .join(Module, Module.id == Lesson.module_id)
    .join(Course, Course.id == Lesson.course_id)
    .where(LessonProgress.user_id == _ME, LessonProgress.completed_at.is_not(None), _IS_TAUGHT)
)
_ADDED = (
    _entries("added", _current.why, Lesson.published_at)
    .select_from(Enrolment)
    .join(Course, _MY_COURSE)
    .join(Lesson, and_(Lesson.course_id == Course.id, Lesson.published_at > Enrolment.completed_at))
    .join(Module, Module.id == Lesson.module_id)
    .join(LessonText, LessonText.lesson_id == Lesson.id)
    .join(_current, _current.id == LessonText.revision_id)
    .where(
        _IS_TAUGHT,
        ~exists().where(_IS_DONE),
        _is_news(Lesson.published_at),
        or_(
            ~exists().where(_RELEASED_TO_ME),
            exists().where(_GIVEN_TO_ME),
            exists().where(_RELEASED_TO_ME, ModuleRelease.opens_at <= bindparam("moment", type_=UtcDateTime())),
        ),
    )
)
_REMOVED = (
    _entries("removed", Lesson.removed_because, Lesson.removed_at)
    .select_from(Enrolment)
    .join(Course, _MY_COURSE)
    .join(Lesson, and_(Lesson.course_id == Course.id, Lesson.removed_at > Enrolment.completed_at))
    .join(LessonText, and_(LessonText.lesson_id == Lesson.id, LessonText.revision_id.is_not(None)))
    .where(Lesson.audience_id.in_(_MINE), exists().where(_IS_DONE), _is_news(Lesson.removed_at))
)
_ALL = union_all(_CHANGED, _ADDED, _REMOVED).subquery()


@cache
def _newest(number: int) -> Select:
    return select(_ALL).order_by(_ALL.c.changed_at.desc(), _ALL.c.id).limit(number)


def what_changed(viewer: Viewer, limit: int = MOST) -> list[Entry]:
    """Everything that changed for this person, the newest first; of a lesson in two languages the words they read best."""
    rows = read(_newest(2 * limit), user_id=viewer.id or 0, audiences=sorted(viewer.audiences), moment=now())
    found: dict[tuple[str, int], tuple] = {}
    for row in rows:
        rank = (row.language != viewer.locale, row.language != row.course_language, row.language)
        key = (row.kind, row.id)
        if key not in found or rank < found[key][0]:
            entry = Entry(
                row.kind,
                row.id,
                row.title,
                row.language,
                row.course_id,
                row.course_title,
                row.why or "",
                row.changed_at,
            )
            found[key] = (rank, entry)
    return [entry for _rank, entry in found.values()][:limit]


def by_course(entries: list[Entry]) -> list[tuple[int, str, list[Entry]]]:
    """(id, title, entries) of each course, in the order of their newest change."""
    courses: dict[int, tuple[int, str, list[Entry]]] = {}
    for entry in entries:
        courses.setdefault(entry.course_id, (entry.course_id, entry.course_title, []))[2].append(entry)
    return list(courses.values())
