"""When a quiz closes for somebody: a cohort or a person may have a day of their own."""

from datetime import datetime

from sqlalchemy import func, select

from courses.assignments.models import DueDate, Extension
from courses.quizzes.models import Quiz
from lms.access import AudienceMember
from lms.database import db


def closes_for(user_id):
    """When a quiz closes for somebody, as a part of statements over quizzes: a day of their own, else the last of their
    cohorts', else the author's moment."""
    own = select(Extension.due_at).where(Extension.lesson_id == Quiz.lesson_id, Extension.user_id == user_id)
    of_cohorts = (
        select(func.max(DueDate.due_at))
        .join(AudienceMember, AudienceMember.audience_id == DueDate.audience_id)
        .where(DueDate.lesson_id == Quiz.lesson_id, AudienceMember.user_id == user_id)
    )
    parts = (part.correlate(Quiz).scalar_subquery() for part in (own, of_cohorts))
    return func.coalesce(*parts, Quiz.closes_at)


def closing_of(quiz: Quiz, user_id: int) -> datetime | None:
    """When it closes for this person; None: never."""
    return db.session.scalar(select(closes_for(user_id)).where(Quiz.lesson_id == quiz.lesson_id))
