"""Every write about the course itself: its words, whether it is shown, and its archive."""

from courses.editing import indexing
from courses.events import CourseRenamed
from courses.models import Course
from lms.access import STAFF, Audience
from lms.admin.audit import audit
from lms.database import db, now
from lms.events import publish
from lms.markup import render


class StaleCourse(Exception):
    """Somebody else changed the course since the page was opened; `stored` is what it says now."""

    def __init__(self, stored: Course):
        super().__init__("the course was changed by somebody else")
        self.stored = stored


def change_course(
    course: Course, *, title: str, summary: str, outcomes: str, for_whom: str, language: str, version: int, by
) -> Course:
    """New words for the course page, unless somebody else wrote some since `version`."""
    words = {
        "title": title, "summary": summary, "outcomes": outcomes, "for_whom": for_whom, "language": language,
    }  # fmt: skip
    db.session.flush()
    stored = db.session.get_one(Course, course.id, with_for_update=True, populate_existing=True)
    if all(getattr(stored, name) == value for name, value in words.items()):
        return stored
    if stored.version != version:
        raise StaleCourse(stored)
    for name, value in words.items():
        setattr(stored, name, value)
    stored.outcomes_html = render(outcomes).html
    stored.version = version + 1
    people = db.session.get_one(Audience, stored.people_audience_id)
    renamed, people.name = people.name != title, title
    db.session.flush()
    if renamed:
        publish(CourseRenamed(stored.id, title))
    _index(stored)
    return stored


def hide_course(course: Course, *, by) -> None:
    """Only staff see the course page again; the people of the course keep their lessons."""
    course.audience_id, course.published_at = STAFF, None
    course.version += 1
    db.session.flush()
    indexing.forget_course(course)
    audit("course hidden", actor=by, object_kind="course", object_id=course.id, audience_id=STAFF)


def archive_course(course: Course, *, by) -> None:
    """No longer offered; whoever followed it keeps reading."""
    course.archived_at = course.archived_at or now()
    course.version += 1
    db.session.flush()
    indexing.forget_course(course)
    audit("course archived", actor=by, object_kind="course", object_id=course.id)


def return_course(course: Course, *, by) -> None:
    """Out of the archive, offered again as before."""
    course.archived_at = None
    course.version += 1
    db.session.flush()
    _index(course)
    audit("course returned", actor=by, object_kind="course", object_id=course.id)


def _index(course: Course) -> None:
    if course.published_at and not course.archived_at:
        indexing.index_course(course)
