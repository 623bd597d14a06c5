"""The way from a course to where people stumble in it."""

from flask import render_template
from flask_login import current_user

from discussions.stumbling.policies import can_see_stumbling


def course_staff(course) -> str:
    address = f"/courses/{course.id}/stumbling"
    return (
        render_template("discussions/stumbling/_way.html", address=address) if can_see_stumbling(current_user) else ""
    )
