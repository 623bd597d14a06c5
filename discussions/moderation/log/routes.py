"""The page of a space's moderation log."""

from flask import Blueprint, request
from flask_login import current_user

from discussions.moderation.log import queries
from discussions.moderation.log.words import ACTS
from discussions.policies import leads
from discussions.queries import spaces_visible_to
from discussions.screens import title_of
from lms.access import get_or_404
from lms.pages import number, render

bp = Blueprint("moderation_log", __name__)


@bp.get("/spaces/<int:space_id>/log")
def show_log(space_id):
    space = get_or_404(spaces_visible_to(current_user), space_id)
    rows = queries.log_of(current_user, space, request.args.get("before", type=number))
    return render(
        "discussions/moderation/log.html",
        space=space,
        title=title_of(space),
        rows=rows[: queries.PAGE],
        older=f"/spaces/{space_id}/log?before={rows[queries.PAGE - 1][0].id}" if len(rows) > queries.PAGE else "",
        acts=ACTS,
        leads=leads(current_user, space),
    )
