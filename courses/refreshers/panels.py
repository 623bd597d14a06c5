"""What refreshers show elsewhere: on home what is due, and once, kindly, the question whether somebody wants them."""

from flask import render_template
from flask_login import current_user

from courses.refreshers import policies, queries, words
from courses.refreshers.screens import AT_ONCE
from lms.access import Viewer
from lms.database import now


def home_sections(viewer: Viewer) -> str:
    """A line when something is due, and nothing otherwise."""
    standing = queries.standing_of(viewer)
    if policies.is_on(standing.choice):
        due = min(queries.count_due(viewer, now()), AT_ONCE)
        return render_template("courses/refreshers/_home.html", due=due, words=words) if due else ""
    if policies.is_asked(standing.choice) and standing.has_mastered:
        return render_template("courses/refreshers/_asked.html")
    return ""


def after_attempt(attempt) -> str:
    """Under one's own attempt that was handed in."""
    if attempt.user_id != current_user.id or attempt.is_preview:
        return ""
    standing = queries.standing_of(current_user)
    is_asked = policies.is_asked(standing.choice) and standing.has_mastered
    return render_template("courses/refreshers/_asked.html") if is_asked else ""


def course_rail(course) -> str:
    """Beside a course in which somebody answered a question right."""
    if current_user.is_anonymous or not course.enrolment_id:
        return ""
    standing = queries.standing_in_course(current_user, course.id)
    is_asked = policies.is_asked(standing.choice) and standing.has_mastered
    return render_template("courses/refreshers/_asked_beside_course.html") if is_asked else ""


def account_links() -> str:
    return render_template("courses/refreshers/_account_link.html")
