"""Courses and lessons, made and published through the actions of authors."""

from courses.actions import enrol
from courses.editing import actions
from courses.models import Course, Lesson, LessonRevision, LessonText, Module
from lms.access import ACADEMY, grant
from lms.database import db
from lms.people.models import User


def make_course(*, title="Motivational interviewing", language="en", published=True, by=None, **changes) -> Course:
    """A course the academy can see; its author is the cast's, or `by`."""
    by = by or _author()
    course = actions.create_course(title=title, language=language, by=by, **changes)
    if published:
        actions.publish_course(course, audience_id=ACADEMY, by=by)
    return course


def make_module(course=None, *, title="Listening") -> Module:
    return actions.add_module(course or make_course(), title)


def make_lesson(
    module=None, *, title="Hearing change talk", body="People rarely announce it.", language="en", published=True,
    by=None, **changes,
) -> Lesson:  # fmt: skip
    """A lesson its readers can open; in a new module of a new course unless told where."""
    by = by or _author()
    lesson = actions.add_lesson(module or make_module(), title=title, language=language, body=body, by=by, **changes)
    if published:
        actions.publish_text(text_of(lesson, language), by=by)
    return lesson


def text_of(lesson: Lesson, language: str = "en") -> LessonText:
    return db.session.scalars(db.select(LessonText).filter_by(lesson_id=lesson.id, language=language)).one()


def _author() -> User:
    return db.session.scalars(db.select(User).where(User.email == "author@test.example")).one()


def revise(lesson: Lesson, body: str, *, why="", language="en", by=None) -> LessonRevision:
    """The author publishes other words for a lesson."""
    by = by or _author()
    text = text_of(lesson, language)
    actions.save_draft(
        text, title=text.draft_title, short_title=text.draft_short_title, body=body, version=text.draft_version, by=by
    )
    return actions.publish_text(text, by=by, why=why)


def translate(lesson: Lesson, *, title="Verandertaal horen", body="Mensen zeggen het zelden hardop.", language="nl"):
    """The lesson in another language, published."""
    text = actions.add_text(lesson, language=language, title=title, body=body, by=_author())
    actions.publish_text(text, by=_author())
    return text


def make_course_of(lessons: int, **changes) -> tuple[Course, list[Lesson]]:
    """A course with one module of so many published lessons."""
    course = make_course(**changes)
    module = make_module(course)
    return course, [make_lesson(module, title=f"Lesson about subject {n}", minutes=10) for n in range(1, lessons + 1)]


def let_learn(course: Course, *people) -> None:
    """Let people in as a cohort would: among the people of the course, with the course among theirs."""
    for person in people:
        grant(course.people_audience_id, person.id)
        enrol(course.id, person.id)
