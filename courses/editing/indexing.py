"""What search knows of courses and lessons: brought up to date by whatever changes them."""

from sqlalchemy import select

from courses.models import Course, Lesson, LessonText
from knowledge.links.outside import follow_outside
from lms.database import db
from lms.markup import plain_text
from lms.search import actions as search


def index_lesson(lesson: Lesson) -> None:
    """Make the published texts of a lesson findable for those who may read it."""
    course = db.session.get_one(Course, lesson.course_id)
    published = select(LessonText).where(LessonText.lesson_id == lesson.id, LessonText.revision_id.is_not(None))
    texts = db.session.scalars(published).all()
    follow_outside("lesson", lesson.id, "\n".join(text.html for text in texts))
    for text in texts:
        search.index(
            "lesson",
            lesson.id,
            audience_id=lesson.audience_id,
            title=text.title,
            body=plain_text(text.html),
            language=text.language,
            url=f"/lessons/{lesson.id}?language={text.language}",
            at=lesson.published_at,
            extra={"course_id": course.id, "course": course.title},
        )


def forget_lesson(lesson: Lesson) -> None:
    search.remove("lesson", lesson.id)


def index_course(course: Course) -> None:
    """Make the course page findable for those who may see it."""
    search.index(
        "course",
        course.id,
        audience_id=course.audience_id,
        title=course.title,
        body=" ".join(filter(None, (course.summary, plain_text(course.outcomes_html), course.for_whom))),
        language=course.language,
        url=f"/courses/{course.id}",
        at=course.published_at,
        extra={"course_id": course.id},
    )


def forget_course(course: Course) -> None:
    search.remove("course", course.id)
