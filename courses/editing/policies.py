"""Who may edit courses."""

from courses.models import Course
from lms.access import Viewer


def can_edit_courses(viewer: Viewer) -> bool:
    """Whether this person makes courses at all."""
    return viewer.has_role("author")


def can_edit_course(viewer: Viewer, course: Course) -> bool:
    """Authors write every course of the academy together."""
    return viewer.has_role("author")
