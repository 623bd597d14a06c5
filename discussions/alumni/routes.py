"""The page of the alumni of a course: who they are, joining and leaving them."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from courses.queries import courses_visible_to
from discussions.alumni import actions, policies, queries
from lms.access import get_or_404, require
from lms.pages import not_found, render, then_go, then_show
from lms.people.queries import face_of

bp = Blueprint("alumni", __name__)


@bp.get("/courses/<int:course_id>/alumni")
def show_alumni(course_id):
    course, space, is_among = _of(course_id)
    people = queries.people_in(space) if space else []
    return render(
        "discussions/alumni/alumni.html",
        course=course,
        space=space if is_among else None,
        people=[(row, face_of(row)) for row in people] if is_among else [],
        count=len(people),
        moderators=queries.moderators_of(space) if space else [],
        is_among=is_among,
        may_join=_may_join(course_id),
    )


@bp.post("/courses/<int:course_id>/alumni")
def join(course_id):
    _of(course_id)
    require(_may_join(course_id))
    space = actions.join_alumni(course_id, current_user.id)
    return then_go(space.address, toast=_("You are among the alumni. Say hello when you like."))


@bp.post("/courses/<int:course_id>/alumni/departure")
def leave(course_id):
    _course, _space, is_among = _of(course_id)
    if not is_among:
        not_found()
    actions.leave_alumni(course_id, current_user.id)
    toast = _("You left the alumni. What you wrote stays there, and you can come back.")
    return then_show("alumni.show_alumni", course_id=course_id, toast=toast)


def _of(course_id: int):
    """The course, the space of its alumni and whether the viewer is among them; for who is or may be."""
    course = get_or_404(courses_visible_to(current_user), course_id)
    space = queries.find_alumni_space(course_id)
    is_among = space is not None and current_user.can_see(space.audience_id)
    require(is_among or _may_join(course_id))
    return course, space, is_among


def _may_join(course_id: int) -> bool:
    return policies.can_join(queries.phases_after(current_user.id, course_id))
