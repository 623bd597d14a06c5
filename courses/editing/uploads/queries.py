"""The SELECT about where a file of a lesson still stands."""

from sqlalchemy import or_, select

from courses.editing.queries import with_revision
from courses.models import Course, Lesson, LessonRevision, LessonText
from lms.database import db


def is_shown(course: Course, key: str) -> bool:
    """Whether a draft or a published text of the course still shows this file."""
    address = f"/files/{key}/"
    statement = (
        with_revision(select(LessonText.id))
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .where(
            Lesson.course_id == course.id,
            or_(
                LessonText.draft_body.contains(address, autoescape=True),
                LessonRevision.body.contains(address, autoescape=True),
            ),
        )
        .limit(1)
    )
    return db.session.scalar(statement) is not None
