"""Every write about the alumni of a course: joining them, leaving, and who moderates what they say."""

from datetime import timedelta

from flask_babel import force_locale, gettext
from sqlalchemy import and_

from cohorts.calendar.actions import take_out as free_places
from cohorts.calendar.models import Event
from cohorts.events import PersonLeft
from courses.events import CourseRenamed
from courses.models import Course
from discussions.actions import open_space
from discussions.alumni import notices
from discussions.alumni.queries import alumni_spaces, find_alumni_space, find_moderator, is_elsewhere, moderators_of
from discussions.models import Space
from lms.access import Audience, grant, make_audience, revoke
from lms.database import db
from lms.jobs import every


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
    _see_to_a_moderator(space)
    return space


def leave_alumni(course_id: int, user_id: int) -> bool:
    """What they wrote stays; they may come back. False for who was not among them."""
    space = find_alumni_space(course_id)
    if space is None or not revoke(space.audience_id, user_id):
        return False
    free_places(user_id, and_(Event.cohort_id.is_(None), Event.audience_id == space.audience_id))
    _see_to_a_moderator(space, but=user_id)
    return True


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


@every(timedelta(days=1))
def see_to_moderators() -> None:
    """Whoever moderated may have closed their account or lost their role."""
    for space in alumni_spaces():
        _see_to_a_moderator(space)


def _see_to_a_moderator(space: Space, but: int | None = None) -> None:
    """Where nobody among the alumni leads, somebody who may comes in and hears of it."""
    if moderators_of(space):
        return
    user_id = find_moderator(space.course_id, but)
    if user_id is not None:
        grant(space.audience_id, user_id)
        notices.tell_moderator(space, user_id)


def _title(course: Course) -> str:
    with force_locale(course.language):
        return gettext("Alumni of %(course)s", course=course.title)
