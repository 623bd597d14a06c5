"""What certificates show elsewhere: on the page of a course, on somebody's page, and to authors."""

from flask import render_template
from flask_login import current_user

from courses.certificates import queries
from courses.certificates.policies import can_see_register


def course_rail(course) -> str:
    """One's own certificate; before that, that the course gives one."""
    found = queries.beside_course(current_user, course.id)
    return render_template("courses/certificates/_course.html", course=course, found=found) if found else ""


def course_staff(course) -> str:
    return render_template("courses/certificates/_staff.html", course=course) if can_see_register(current_user) else ""


def profile(user_id: int) -> str:
    """On one's own page every certificate; on that of others what they show."""
    found = queries.certificates_of(user_id, current_user)
    is_self = user_id == current_user.id
    return render_template("courses/certificates/_profile.html", certificates=found, is_self=is_self) if found else ""
