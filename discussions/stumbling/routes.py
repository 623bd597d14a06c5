"""Pages that show staff where people stumble, in one lesson and in a whole course."""

from flask import Blueprint, abort, request
from flask_babel import get_locale
from flask_login import current_user

from courses.policies import can_read_lesson
from courses.queries import find_course_page, find_lesson_page, get_outline
from discussions.stumbling import policies, queries, screens
from lms.access import require
from lms.database import now
from lms.languages import NAMES
from lms.pages import render

bp = Blueprint("stumbling", __name__)


@bp.get("/lessons/<int:lesson_id>/stumbling")
def show_lesson(lesson_id):
    lesson = find_lesson_page(current_user, lesson_id, _language()) or abort(404)
    require(can_read_lesson(current_user, lesson, now()))
    require(policies.can_see_stumbling(current_user))
    spots = screens.spots_of_lesson(current_user, lesson, dict(lesson.blocks))
    return _page(
        spots, title=lesson.title, address=f"/lessons/{lesson.id}", wider=f"/courses/{lesson.course_id}/stumbling"
    )


@bp.get("/courses/<int:course_id>/stumbling")
def show_course(course_id):
    course = find_course_page(current_user, course_id) or abort(404)
    require(policies.can_see_stumbling(current_user))
    outline = get_outline(
        current_user,
        course_id,
        language=_language(),
        course_language=course.language,
        people_audience_id=course.people_audience_id,
    )
    spots = screens.spots_of_course(current_user, course_id, outline)
    return _page(spots, title=course.title, address=f"/courses/{course_id}")


def _page(spots, **about):
    return render(
        "discussions/stumbling/stumbling.html",
        spots=spots,
        hottest=max((spot.heat for spot in spots), default=0),
        fewest=queries.FEWEST,
        **about,
    )


def _language() -> str:
    asked = request.args.get("language", "")
    return asked if asked in NAMES else str(get_locale())
