"""Every SELECT of the question bank."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, String, cast, func, or_, select

from courses.models import Course, Lesson, LessonText, Module
from courses.queries import course_is_visible
from courses.questions.models import Question, QuestionCategory, QuestionTag, QuestionVersion
from lms.access import Viewer
from lms.database import db
from lms.people.models import User

PAGE = 50


class Drawer(NamedTuple):
    """A category where it stands among the others; `depth` counts those around it."""

    id: int
    name: str
    parent_id: int | None
    depth: int
    count: int


def questions_found_by(viewer: Viewer, *, removed: bool = False) -> Select:
    """The questions of the courses a person may know of; whether they see the bank is the policy's question."""
    statement = (
        select(Question)
        .join(QuestionCategory, QuestionCategory.id == Question.category_id)
        .join(Course, Course.id == QuestionCategory.course_id)
        .where(course_is_visible(viewer))
    )
    return statement.where(Question.removed_at.is_not(None) if removed else Question.removed_at.is_(None))


def categories_found_by(viewer: Viewer, *, removed: bool = False) -> Select:
    statement = (
        select(QuestionCategory).join(Course, Course.id == QuestionCategory.course_id).where(course_is_visible(viewer))
    )
    missing = QuestionCategory.removed_at
    return statement.where(missing.is_not(None) if removed else missing.is_(None))


def course_of(category_id: int) -> Course:
    statement = select(Course).join(QuestionCategory, QuestionCategory.course_id == Course.id)
    return db.session.scalars(statement.where(QuestionCategory.id == category_id)).one()


def version_of(question: Question) -> QuestionVersion:
    return db.session.get_one(QuestionVersion, question.version_id)


def drawers_of(course_id: int) -> list[Drawer]:
    """The categories of a course, each below the one it stands in; what stands in a removed one is left out."""
    count = (
        select(func.count())
        .where(Question.category_id == QuestionCategory.id, Question.removed_at.is_(None))
        .correlate(QuestionCategory)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(QuestionCategory.id, QuestionCategory.name, QuestionCategory.parent_id, count.label("count"))
        .where(QuestionCategory.course_id == course_id, QuestionCategory.removed_at.is_(None))
        .order_by(QuestionCategory.position, QuestionCategory.id)
    ).all()
    return list(_nested(rows, None, 0))


def _nested(rows, parent_id, depth) -> Iterator[Drawer]:
    for row in rows:
        if row.parent_id == parent_id:
            yield Drawer(row.id, row.name, row.parent_id, depth, row.count)
            yield from _nested(rows, row.id, depth + 1)


def questions_in(
    category_ids: list[int], *, kind: str = "", tag: str = "", words: str = "", before: int | None = None
) -> list:
    """A page of the questions in these categories, newest first, one more than are shown."""
    statement = (
        select(
            Question.id, Question.category_id, QuestionVersion.kind, QuestionVersion.name, QuestionVersion.points,
            QuestionVersion.number, QuestionVersion.created_at, QuestionCategory.name.label("category"),
        )
        .join(QuestionVersion, QuestionVersion.id == Question.version_id)
        .join(QuestionCategory, QuestionCategory.id == Question.category_id)
        .where(Question.category_id.in_(category_ids), Question.removed_at.is_(None))
        .order_by(Question.id.desc())
        .limit(PAGE + 1)
    )  # fmt: skip
    if kind:
        statement = statement.where(QuestionVersion.kind == kind)
    if tag:
        tagged = select(QuestionTag.question_id).where(QuestionTag.tag == tag)
        statement = statement.where(Question.id.in_(tagged))
    if words:
        # JSON is kept in ASCII, on either engine.
        within = func.lower(cast(QuestionVersion.content, String))
        statement = statement.where(
            or_(
                func.lower(QuestionVersion.name).contains(words.lower(), autoescape=True),
                within.contains(json.dumps(words.lower())[1:-1], autoescape=True),
            )
        )
    if before is not None:
        statement = statement.where(Question.id < before)
    return db.session.execute(statement).all()


def tags_among(category_ids: list[int]) -> list:
    """(tag, count) of the tags of the questions in these categories."""
    return db.session.execute(
        select(QuestionTag.tag, func.count().label("count"))
        .join(Question, Question.id == QuestionTag.question_id)
        .where(Question.category_id.in_(category_ids), Question.removed_at.is_(None))
        .group_by(QuestionTag.tag)
        .order_by(QuestionTag.tag)
    ).all()


def tags_of(question_ids: list[int]) -> dict[int, list[str]]:
    rows = db.session.execute(
        select(QuestionTag.question_id, QuestionTag.tag)
        .where(QuestionTag.question_id.in_(question_ids))
        .order_by(QuestionTag.tag)
    )
    tags = {question_id: [] for question_id in question_ids}
    for question_id, tag in rows:
        tags[question_id].append(tag)
    return tags


def removed_from(course_id: int, *, since: datetime):
    """(questions, categories) that were removed since then and can come back."""
    questions = db.session.execute(
        select(Question.id, QuestionVersion.name, Question.removed_at)
        .join(QuestionVersion, QuestionVersion.id == Question.version_id)
        .join(QuestionCategory, QuestionCategory.id == Question.category_id)
        .where(QuestionCategory.course_id == course_id, Question.removed_at > since)
        .order_by(Question.removed_at.desc())
        .limit(PAGE)
    ).all()
    categories = db.session.execute(
        select(QuestionCategory.id, QuestionCategory.name, QuestionCategory.removed_at)
        .where(QuestionCategory.course_id == course_id, QuestionCategory.removed_at > since)
        .order_by(QuestionCategory.removed_at.desc())
    ).all()
    return questions, categories


def versions_of(question: Question) -> list:
    """Every version, newest first, with the columns that a history shows."""
    return db.session.execute(
        select(
            QuestionVersion.id, QuestionVersion.number, QuestionVersion.name, QuestionVersion.kind,
            QuestionVersion.created_at.label("published_at"), User.name.label("author_name"),
        )
        .outerjoin(User, User.id == QuestionVersion.created_by)
        .where(QuestionVersion.question_id == question.id)
        .order_by(QuestionVersion.number.desc())
    ).all()  # fmt: skip


def find_version(question: Question, number: int) -> QuestionVersion | None:
    return db.session.scalars(select(QuestionVersion).filter_by(question_id=question.id, number=number)).one_or_none()


def lessons_of(course: Course) -> list:
    """(id, title) of the lessons of a course, in its language and order: where a question may be explained."""
    return db.session.execute(
        select(Lesson.id, func.max(LessonText.draft_title).label("title"))
        .join(LessonText, LessonText.lesson_id == Lesson.id)
        .join(Module, Module.id == Lesson.module_id)
        .where(Lesson.course_id == course.id, Lesson.removed_at.is_(None), Module.removed_at.is_(None))
        .group_by(Lesson.id, Module.position, Lesson.position)
        .order_by(Module.position, Lesson.position, Lesson.id)
    ).all()
