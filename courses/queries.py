"""Every SELECT about courses and lessons as readers see them; a page's function loads all its template shows."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from courses.models import Course, Enrolment, Lesson, LessonProgress, LessonRevision, LessonText, Module
from courses.opening.queries import unmet_by
from courses.outline import Outline, arrange, percent_of
from courses.statements import LESSON_PAGE, NUMBERED, OUTLINE, best_language
from lms.access import Audience, Viewer, visible
from lms.database import db, now
from lms.people.models import User
from lms.reading import read

MOST_NAMED = 500


class PersonProgress(NamedTuple):
    """How far one person is; the last lesson is the one they last did something in."""

    done: int
    total: int
    percent: int
    last_lesson_id: int | None
    last_lesson_number: str
    last_lesson_title: str
    last_active_at: datetime | None
    completed_at: datetime | None


def courses_visible_to(viewer: Viewer) -> Select:
    """The courses whose page a person may open: shown to one of their audiences, or they are among its people."""
    return select(Course).where(course_is_visible(viewer))


def named_courses(viewer: Viewer) -> list:
    """(id, title) of the courses whose page a person may open, for `in:` in a search."""
    named = select(Course.id, Course.title).where(course_is_visible(viewer)).order_by(Course.id.desc())
    return db.session.execute(named.limit(MOST_NAMED)).all()


def lessons_visible_to(viewer: Viewer) -> Select:
    """The published lessons a person may know of; whether a lesson has opened yet is a policy's question."""
    return _published(select(Lesson)).where(visible(Lesson.audience_id, viewer))


def counted_lessons() -> Select:
    """The ids of the lessons that count for progress: published, required, and not removed with or without module."""
    return _published(select(Lesson.id)).where(Lesson.is_required)


def find_revision_to_complete(lesson_id: int, language: str) -> int | None:
    """The revision a reader of this language sees."""
    statement = (
        select(LessonText.revision_id)
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .where(LessonText.lesson_id == lesson_id, LessonText.revision_id.is_not(None))
        .order_by(*best_language(language))
        .limit(1)
    )
    return db.session.scalar(statement)


def is_revision_of(revision_id: int, lesson_id: int) -> bool:
    statement = exists().where(
        LessonRevision.id == revision_id,
        LessonText.id == LessonRevision.lesson_text_id,
        LessonText.lesson_id == lesson_id,
    )
    return db.session.scalar(select(statement))


def find_lesson_page(viewer: Viewer, lesson_id: int, language: str):
    """A lesson with its words in the best language there is, its author, and the reader's own progress; or None."""
    values = {"lesson_id": lesson_id, "language": language, "user_id": viewer.id or 0}
    return read(LESSON_PAGE, **values | _audiences(viewer)).one_or_none()


def get_outline(
    viewer: Viewer, course_id: int, *, language: str, course_language: str, people_audience_id: int,
    with_needs: bool = False,
) -> Outline:  # fmt: skip
    """The whole outline of a course in one statement, with titles in the best language there is.

    `with_needs`: also what the lessons that are not open wait for, in one more where there are such lessons."""
    values = {"course_id": course_id, "user_id": viewer.id or 0}
    rows = read(OUTLINE, **values | _audiences(viewer))
    return arrange(
        rows,
        viewer,
        language=language,
        course_language=course_language,
        people_audience_id=people_audience_id,
        moment=now(),
        unmet=unmet_by(viewer.id, course_id) if with_needs and any(row.is_waiting for row in rows) else (),
    )


def find_course_page(viewer: Viewer, course_id: int):
    """A course with who made it, who can see it, and the person's own enrolment; or None."""
    readers = aliased(Audience)
    statement = (
        select(
            *(getattr(Course, name) for name in _COURSE_COLUMNS),
            User.name.label("author_name"),
            Audience.kind.label("audience_kind"),
            readers.kind.label("lessons_kind"),
            readers.name.label("lessons_name"),
            Enrolment.id.label("enrolment_id"),
            Enrolment.completed_at,
            Enrolment.last_lesson_id,
        )
        .join(Audience, Audience.id == Course.audience_id)
        .join(readers, readers.id == Course.lessons_audience_id)
        .outerjoin(User, User.id == Course.created_by)
        .outerjoin(Enrolment, is_followed_by(viewer))
        .where(Course.id == course_id, course_is_visible(viewer))
    )
    return db.session.execute(statement).one_or_none()


def find_place_names(lesson_id: int, language: str, user_id: int):
    """Where a person stopped reading, with the blocks and headings that give the place a name."""
    statement = (
        select(LessonProgress.place, LessonText.blocks, LessonText.headings)
        .join(LessonText, LessonText.lesson_id == LessonProgress.lesson_id)
        .where(
            LessonProgress.lesson_id == lesson_id,
            LessonProgress.user_id == user_id,
            LessonText.language == language,
        )
    )
    return db.session.execute(statement).one_or_none()


def progress_of(course_id: int, user_ids) -> dict[int, PersonProgress]:
    """How far each of these people is in a course, in two statements for any number of people."""
    lessons = db.session.execute(NUMBERED, {"course_id": course_id}).all()
    numbers = _numbers(lessons)
    counted = {row.id for row in lessons if row.is_required}
    done = func.count(LessonProgress.lesson_id)
    statement = (
        select(Enrolment.user_id, Enrolment.last_lesson_id, Enrolment.last_active_at, Enrolment.completed_at, done)
        .outerjoin(
            LessonProgress,
            and_(
                LessonProgress.user_id == Enrolment.user_id,
                LessonProgress.completed_at.is_not(None),
                LessonProgress.lesson_id.in_(counted_lessons().where(Lesson.course_id == course_id)),
            ),
        )
        .where(Enrolment.course_id == course_id, Enrolment.user_id.in_(list(user_ids)))
        .group_by(Enrolment.id)
    )
    return {
        user_id: PersonProgress(
            number_done,
            len(counted),
            percent_of(number_done, len(counted)),
            last_lesson_id,
            *numbers.get(last_lesson_id, ("", "")),
            last_active_at,
            completed_at,
        )
        for user_id, last_lesson_id, last_active_at, completed_at, number_done in db.session.execute(statement)
    }


def _published(statement: Select) -> Select:
    return statement.join(Module, Module.id == Lesson.module_id).where(
        Lesson.published_at.is_not(None), Lesson.removed_at.is_(None), Module.removed_at.is_(None)
    )


def course_is_visible(viewer: Viewer):
    return or_(visible(Course.audience_id, viewer), visible(Course.people_audience_id, viewer))


def has_left(course_id: int, user_id: int) -> bool:
    """Whether the course is no longer among a person's courses."""
    left_at = db.session.scalar(select(Enrolment.left_at).filter_by(course_id=course_id, user_id=user_id))
    return left_at is not None


def is_followed_by(viewer: Viewer):
    return and_(Enrolment.course_id == Course.id, Enrolment.user_id == (viewer.id or 0), Enrolment.left_at.is_(None))


def _audiences(viewer: Viewer) -> dict:
    return {"audiences": sorted(viewer.audiences)}


def _numbers(lessons) -> dict[int, tuple[str, str]]:
    """Lesson id → (“3.2”, its short title), counted as the outline counts them."""
    numbers: dict[int, tuple[str, str]] = {}
    modules: dict[int, int] = {}
    for row in lessons:
        modules.setdefault(row.module_id, 0)
        if row.id is not None and row.id not in numbers:
            modules[row.module_id] += 1
            numbers[row.id] = (f"{len(modules)}.{modules[row.module_id]}", row.short_title or row.title)
    return numbers


_COURSE_COLUMNS = (
    "id", "title", "summary", "outcomes_html", "for_whom", "language", "created_by", "published_at", "archived_at", "is_template",
    "audience_id", "people_audience_id",
)  # fmt: skip
