"""Every SELECT about what assignments ask and by when."""

from datetime import datetime

from sqlalchemy import func, select

from courses.assignments.models import Assignment, DueDate, Extension, Rubric
from courses.models import Lesson
from courses.statements import NUMBERED, best_language, courses, lessons, texts
from lms.database import db


def settings_of(lesson_id: int) -> Assignment:
    """The settings of an assignment; the usual ones as long as its author chose nothing."""
    return db.session.get(Assignment, lesson_id) or Assignment(
        lesson_id=lesson_id, completed_by="submitted", peer_reviews=0, is_anonymous=True, review_days=7, asks_self=False
    )


def find_rubric(rubric_id: int | None) -> Rubric | None:
    return db.session.get(Rubric, rubric_id) if rubric_id else None


def assignments_of(course_id: int, kind: str = "assignment") -> list:
    """id and title of the published assignments of a course, in its order and language; or of its quizzes."""
    ids = set(db.session.scalars(select(Lesson.id).where(Lesson.course_id == course_id, Lesson.kind == kind)))
    rows = db.session.execute(NUMBERED, {"course_id": course_id})
    return list({row.id: row for row in reversed([row for row in rows if row.id in ids])}.values())[::-1]


def title_in(language: str):
    """The title of a lesson in the best language there is, as a column of a statement about lessons."""
    return (
        select(texts.c.title)
        .where(texts.c.lesson_id == lessons.c.id, texts.c.revision_id.is_not(None), courses.c.id == lessons.c.course_id)
        .order_by(*best_language(language))
        .limit(1)
        .correlate(lessons)
        .scalar_subquery()
    )


def due_date_of(lesson_id: int, audience_id: int) -> datetime | None:
    return db.session.scalar(select(DueDate.due_at).filter_by(lesson_id=lesson_id, audience_id=audience_id))


def extension_of(lesson_id: int, user_id: int) -> datetime | None:
    return db.session.scalar(select(Extension.due_at).filter_by(lesson_id=lesson_id, user_id=user_id))


def extensions_of(user_id: int, lesson_ids) -> dict[int, datetime]:
    """Lesson → this person's own day, of those where they have one."""
    found = select(Extension.lesson_id, Extension.due_at).where(Extension.user_id == user_id)
    return dict(db.session.execute(found.where(Extension.lesson_id.in_(list(lesson_ids)))).all())


def due_for(lesson_id: int, audience_id: int | None, user_id: int) -> datetime | None:
    """By when this person hands in: their own day when they have one, else that of the audience."""
    statement = select(
        func.coalesce(
            select(Extension.due_at).filter_by(lesson_id=lesson_id, user_id=user_id).scalar_subquery(),
            select(DueDate.due_at).filter_by(lesson_id=lesson_id, audience_id=audience_id or 0).scalar_subquery(),
        )
    )
    return db.session.scalar(statement)
