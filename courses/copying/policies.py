"""Who may copy, and which courses can be templates."""

from courses.editing.policies import can_edit_course
from courses.models import Course
from lms.access import Viewer


def can_copy_course(viewer: Viewer, course: Course) -> bool:
    """Who may edit a course reads all of it, drafts included, and so may copy it."""
    return can_edit_course(viewer, course)


def can_be_template(course: Course, *, is_followed: bool) -> bool:
    """A course that nobody learns from, and that is offered to nobody."""
    return course.published_at is None and not course.is_template and not is_followed
