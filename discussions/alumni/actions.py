"""Every write about the alumni of a course: joining them, and leaving."""

from flask_babel import force_locale, gettext

from cohorts.events import PersonLeft
from courses.events import CourseRenamed
from courses.models import Course
from discussions.actions import open_space
from discussions.alumni.queries import find_alumni_space, is_elsewhere
from discussions.models import Space
from lms.access import Audience, grant, make_audience, revoke
from lms.database import db


def join_alumni(course_id: int, user_id: int) -> Space:
    """The person reads and writes among the alumni; the first one opens their space. Twice is once."""
    course = db.session.get_one(Course, course_id, with_for_update=True)  # the first two open one space
    space = find_alumni_space(course_id)
    if space is None:
        title = _title(course)
        audience_id = make_audience("alumni", title).id
        space = open_space(
            "alumni", audience_id=audience_id, title=title, language=course.language, course_id=course.id
        )
    grant(space.audience_id, user_id)
    return space


def leave_alumni(course_id: int, user_id: int) -> bool:
    """What they wrote stays; they may come back. False for who was not among them."""
    space = find_alumni_space(course_id)
    return space is not None and revoke(space.audience_id, user_id)


def let_go(event: PersonLeft) -> None:
    """Who belongs to no cohort of the course any more is not among its alumni either."""
    if not is_elsewhere(event.user_id, event.course_id, event.cohort_id):
        leave_alumni(event.course_id, event.user_id)


def rename_alumni(event: CourseRenamed) -> None:
    space = find_alumni_space(event.course_id)
    if space is not None:
        space.title = _title(db.session.get_one(Course, event.course_id))
        db.session.get_one(Audience, space.audience_id).name = space.title
        db.session.flush()


def _title(course: Course) -> str:
    with force_locale(course.language):
        return gettext("Alumni of %(course)s", course=course.title)
