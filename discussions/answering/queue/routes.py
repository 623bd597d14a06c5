"""The queue of unanswered questions: of one space, and of all somebody leads."""

from flask import Blueprint
from flask_login import current_user

from discussions.answering.policies import can_set_ladder
from discussions.answering.queue.screens import queue_page
from discussions.queries import spaces_visible_to
from discussions.screens import title_of
from lms.access import get_or_404, require

bp = Blueprint("unanswered", __name__)


@bp.get("/unanswered")
def show_all():
    require(current_user.is_authenticated)
    return queue_page(current_user, here="/unanswered")


@bp.get("/spaces/<int:space_id>/unanswered")
def show_space(space_id):
    space = get_or_404(spaces_visible_to(current_user), space_id)
    require(can_set_ladder(current_user, space))
    return queue_page(current_user, here=f"/spaces/{space_id}/unanswered", space=space, title=title_of(space))
