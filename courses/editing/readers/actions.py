"""Every write about who reads lessons; the files a lesson shows and what search finds follow its audience."""

from sqlalchemy import select

from courses.editing.uploads.files import LESSON_FILES
from courses.models import Course, Lesson
from courses.questions.actions import follow_readers
from courses.renewing import show_again
from lms.admin.audit import audit
from lms.database import db
from lms.search.actions import change_audience


def open_lessons(course: Course, audience_id: int, *, by) -> int:
    """Let another audience read every lesson of the course, those still to be written included; how many there are."""
    course.lessons_audience_id = audience_id
    course.version += 1
    ids = list(db.session.scalars(select(Lesson.id).where(Lesson.course_id == course.id)))
    _change(ids, audience_id)
    follow_readers(course)
    audit("lessons opened", actor=by, object_kind="course", object_id=course.id, audience_id=audience_id)
    return len(ids)


def open_lesson(lesson: Lesson, audience_id: int, *, by) -> None:
    """Let another audience read this lesson."""
    _change([lesson.id], audience_id)
    audit("lesson opened", actor=by, object_kind="lesson", object_id=lesson.id, audience_id=audience_id)


def _change(lesson_ids: list[int], audience_id: int) -> None:
    db.session.flush()
    lessons = db.session.scalars(select(Lesson).where(Lesson.id.in_(lesson_ids)))
    for lesson in lessons:
        lesson.audience_id = audience_id
    db.session.flush()
    change_audience("lesson", lesson_ids, audience_id)
    LESSON_FILES.settle_of(lesson_ids)
    show_again(lesson_ids)
