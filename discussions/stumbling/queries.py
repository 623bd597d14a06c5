"""Every SELECT about where people stumble: the questions a viewer reads, of groups large enough to count."""

from sqlalchemy import bindparam, case, func, select

from courses.models import Lesson, Module
from discussions.answering.statements import IS_OPEN_QUESTION
from discussions.models import Topic
from discussions.statements import AUDIENCES, IS_THERE
from lms.access import Audience, Viewer
from lms.reading import read

FEWEST = 5  # people in a group, below which a count could tell who it was
MOST = 500  # questions looked at in one lesson, the newest

_IS_COUNTED = (Topic.kind == "question", IS_THERE, Audience.size >= FEWEST)
_IS_WAITING = case((IS_OPEN_QUESTION, 1), else_=0)
_IN_LESSON = (
    select(
        Topic.id,
        Topic.title,
        Topic.me_too_count,
        Topic.anchor_key,
        Topic.anchor_lost,
        Topic.anchor_language,
        _IS_WAITING.label("waiting"),
    )
    .join(Audience, Audience.id == Topic.audience_id)
    .where(Topic.lesson_id == bindparam("lesson_id"), *_IS_COUNTED)
    .order_by(Topic.created_at.desc(), Topic.id.desc())
    .limit(MOST)
)
_IN_COURSE = (
    select(
        Topic.lesson_id,
        func.count().label("questions"),
        func.sum(Topic.me_too_count).label("me_toos"),
        func.sum(_IS_WAITING).label("waiting"),
    )
    .join(Audience, Audience.id == Topic.audience_id)
    .join(Lesson, Lesson.id == Topic.lesson_id)
    .join(Module, Module.id == Lesson.module_id)
    .where(Module.course_id == bindparam("course_id"), Lesson.audience_id.in_(AUDIENCES), *_IS_COUNTED)
    .group_by(Topic.lesson_id)
)


def questions_at(viewer: Viewer, lesson_id: int):
    """The questions asked at a lesson, the newest first."""
    return read(_IN_LESSON, lesson_id=lesson_id, audiences=sorted(viewer.audiences))


def counts_by_lesson(viewer: Viewer, course_id: int) -> dict:
    """Lesson → how many questions, me-too's and questions without an accepted answer."""
    rows = read(_IN_COURSE, course_id=course_id, audiences=sorted(viewer.audiences))
    return {row.lesson_id: row for row in rows}
