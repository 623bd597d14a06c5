"""Every SELECT about lists of courses: those a person follows, with their rings, and the others they may see."""

from datetime import datetime
from typing import NamedTuple

from courses.catalogue.statements import MY_COURSES, OTHER_COURSES
from courses.outline import Progress
from courses.policies import reads_ahead
from lms.access import Viewer
from lms.reading import read


class CourseRow(NamedTuple):
    """A course in a list, with how far the person is. `is_taught`: they follow it to teach, and have not begun it."""

    id: int
    title: str
    summary: str
    language: str
    languages: tuple[str, ...]
    is_published: bool
    is_template: bool
    minutes: int | None
    progress: Progress
    last_lesson_id: int | None
    last_active_at: datetime | None
    people_audience_id: int
    is_taught: bool


def find_my_courses(viewer: Viewer) -> list[CourseRow]:
    """The courses a person follows, last touched first, each with its progress."""
    if viewer.id is None:
        return []
    return [_course_row(row, viewer) for row in read(MY_COURSES, **_values(viewer))]


def find_other_courses(viewer: Viewer) -> list[CourseRow]:
    """The courses a person may see and does not follow; those in preparation last."""
    return [_course_row(row, viewer) for row in read(OTHER_COURSES, **_values(viewer))]


def _values(viewer: Viewer) -> dict:
    return {"user_id": viewer.id or 0, "audiences": sorted(viewer.audiences)}


def _course_row(row, viewer: Viewer) -> CourseRow:
    progress = Progress(row.total - row.undone, row.total, row.completed_at, row.new)
    spoken = set(row.languages.split(",")) if row.languages else {row.language}
    return CourseRow(
        id=row.id,
        title=row.title,
        summary=row.summary,
        language=row.language,
        languages=tuple(sorted(spoken, key=lambda code: (code != row.language, code))),
        is_published=row.published_at is not None,
        is_template=row.is_template,
        minutes=row.minutes,
        progress=progress,
        last_lesson_id=row.last_lesson_id,
        last_active_at=row.last_active_at,
        people_audience_id=row.people_audience_id,
        is_taught=not progress.is_started and reads_ahead(viewer, row.people_audience_id),
    )
