"""Who may do what with courses and lessons, decided from what is loaded."""

from datetime import datetime

from courses.kinds import completion_of
from lms.access import Viewer


def reads_ahead(viewer: Viewer, people_audience_id: int) -> bool:
    """Whether modules open for this person before their day: for those who write the course or guide its cohorts."""
    return viewer.can_see(people_audience_id) and viewer.has_role("author", "facilitator")


def is_open(opens_at: datetime | None, moment: datetime) -> bool:
    """Whether a module that opens at this moment, or was never given one, has opened."""
    return opens_at is None or opens_at <= moment


def can_read_lesson(viewer: Viewer, lesson, moment: datetime) -> bool:
    """Whether the lesson has opened for this person; `lesson` is a row of the lesson page."""
    if not viewer.can_see(lesson.audience_id):
        return False
    if lesson.given is not None or reads_ahead(viewer, lesson.people_audience_id):
        return True
    return is_open(lesson.opens_at, moment) and not lesson.is_waiting


def can_complete_by_hand(lesson) -> bool:
    """Whether its reader may say that they are done; others are completed by what was done in them."""
    return completion_of(lesson).is_by_hand


def can_follow_course(viewer: Viewer, course) -> bool:
    """Whether the course may stand among this person's courses: it is published, or they are one of its people."""
    is_offered = course.published_at is not None and course.archived_at is None
    if course.is_template:
        return False
    return viewer.is_authenticated and (is_offered or viewer.can_see(course.people_audience_id))


def can_leave_course(viewer: Viewer, course) -> bool:
    """Only who follows a course by their own choice; members of its cohorts leave the cohort instead."""
    return course.enrolment_id is not None and not viewer.can_see(course.people_audience_id)
