"""Every SELECT about courses and lessons as guests find them: for sitemaps and cards."""

from sqlalchemy import Select, case, func, select

from courses.models import Course, Lesson, LessonRevision, LessonText, Module
from courses.opening.queries import lessons_not_open_to
from courses.policies import can_read_lesson
from courses.queries import find_course_page, find_lesson_page, lessons_visible_to
from lms.access import GUEST, visible
from lms.database import now


def public_courses() -> Select:
    """Those that are offered, each as new as what its page says: the newest lesson in its outline."""
    newest = (
        select(func.max(Lesson.published_at))
        .join(Module, Module.id == Lesson.module_id)
        .where(Lesson.course_id == Course.id, Lesson.removed_at.is_(None), Module.removed_at.is_(None))
        .correlate(Course)
        .scalar_subquery()
    )
    updated_at = case((newest > Course.published_at, newest), else_=Course.published_at)
    return select(Course.id, updated_at.label("updated_at")).where(visible(Course.audience_id, GUEST), *_IS_OFFERED)


def public_lessons() -> Select:
    """The lessons guests read at this moment, a row for each language."""
    return (
        lessons_visible_to(GUEST)
        .join(Course, Course.id == Lesson.course_id)
        .join(LessonText, LessonText.lesson_id == Lesson.id)
        .join(LessonRevision, LessonRevision.id == LessonText.revision_id)
        .where(Course.archived_at.is_(None), Lesson.id.not_in(lessons_not_open_to(GUEST)))
        .with_only_columns(Lesson.id, LessonText.language, LessonRevision.published_at.label("updated_at"))
    )


def find_public_course(course_id: int):
    """A row of the course page as guests see it; or None."""
    course = find_course_page(GUEST, course_id)
    return course if course and is_offered(course) else None


def find_public_lesson(lesson_id: int, language: str):
    """A row of the lesson page as guests read it; or None."""
    lesson = find_lesson_page(GUEST, lesson_id, language)
    is_read = lesson and can_read_lesson(GUEST, lesson, now()) and not lesson.course_archived_at
    return lesson if is_read else None


def is_offered(course) -> bool:
    return course.published_at is not None and course.archived_at is None and not course.is_template


_IS_OFFERED = (Course.published_at.is_not(None), Course.archived_at.is_(None), Course.is_template.is_(False))
