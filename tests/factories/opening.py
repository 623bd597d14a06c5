"""Conditions under which lessons and modules open, made through the actions of authors."""

from courses.models import Course, Lesson
from courses.opening.actions import set_condition
from lms.database import db


def node_of(thing) -> tuple[str, int]:
    return ("lesson" if isinstance(thing, Lesson) else "module", thing.id)


def opens_after(thing, after, percent=None):
    """`thing` opens only once `after` is done; both are lessons or modules of one course."""
    course = db.session.get_one(Course, thing.course_id)
    return set_condition(course, node_of(thing), node_of(after), percent)
