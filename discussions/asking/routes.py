"""What “This answers it” does; the pages of asking themselves stand where a question begins."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions import policies
from discussions.asking import actions
from discussions.asking.forms import DeflectionForm
from discussions.asking.spots.queries import find_spot
from discussions.queries import spaces_visible_to
from lms.access import get_or_404, require
from lms.pages import not_found, then_go

bp = Blueprint("asking", __name__)


@bp.post("/spaces/<int:space_id>/deflections")
def record_deflection(space_id):
    space = get_or_404(spaces_visible_to(current_user), space_id)
    require(policies.can_start(current_user, space, "question"))
    form = DeflectionForm()
    if not form.validate():
        return "", 422
    spot = (
        find_spot(current_user, form.kind.data, form.found.data, form.language.data, form.passage.data) or not_found()
    )
    actions.record_deflection(
        current_user,
        space,
        words=form.words.data.strip(),
        spot=spot,
        draft_place=form.place.data or f"space:{space.id}:question",
    )
    return then_go(spot.url, toast=_("Good that it was there already. Nobody was asked."))
