"""Every SELECT about what was published of a lesson."""

from sqlalchemy import select

from courses.models import LessonRevision, LessonText
from lms.database import db
from lms.people.models import User


def revisions_of(text: LessonText):
    """(number, title, why, published_at, author_name) of each revision, newest first."""
    statement = (
        select(
            LessonRevision.id,
            LessonRevision.number,
            LessonRevision.title,
            LessonRevision.why,
            LessonRevision.published_at,
            User.name.label("author_name"),
        )
        .outerjoin(User, User.id == LessonRevision.published_by)
        .where(LessonRevision.lesson_text_id == text.id)
        .order_by(LessonRevision.number.desc())
    )
    return db.session.execute(statement).all()


def find_revision(text: LessonText, number: int) -> LessonRevision | None:
    return db.session.scalars(
        select(LessonRevision).where(LessonRevision.lesson_text_id == text.id, LessonRevision.number == number)
    ).one_or_none()
