"""Every SELECT about lessons that count as done by the word of staff."""

from sqlalchemy import select

from courses.kinds import completion_of
from courses.models import Lesson
from courses.overrides.models import CompletionOverride
from lms.database import db
from lms.people.models import User


def find_override(lesson_id: int, user_id: int):
    """Why a lesson counts as done for a person, and who said so; or None."""
    return db.session.execute(
        _overrides().where(Lesson.id == lesson_id, CompletionOverride.user_id == user_id)
    ).one_or_none()


def overrides_of(user_id: int, course_id: int) -> list:
    """The same of everything in a course, the oldest first."""
    found = _overrides().where(Lesson.course_id == course_id, CompletionOverride.user_id == user_id)
    return db.session.execute(found.order_by(CompletionOverride.made_at, Lesson.id)).all()


def lessons_done_by_rule(course_id: int) -> set[int]:
    """The lessons of a course that their readers cannot complete by saying so."""
    rows = db.session.execute(
        select(Lesson.id, Lesson.kind, Lesson.completed_by).where(
            Lesson.course_id == course_id, Lesson.published_at.is_not(None), Lesson.removed_at.is_(None)
        )
    )
    return {row.id for row in rows if not completion_of(row).is_by_hand}


def _overrides():
    return (
        select(
            CompletionOverride.lesson_id, CompletionOverride.reason, CompletionOverride.made_at,
            User.name.label("by_name"),
        )
        .join(Lesson, Lesson.id == CompletionOverride.lesson_id)
        .outerjoin(User, User.id == CompletionOverride.made_by)
    )  # fmt: skip
