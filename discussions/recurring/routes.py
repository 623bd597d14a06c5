"""The page that shows who writes articles where several people asked about the same, or looked it up, until that is seen to."""

from flask import Blueprint, abort
from flask_babel import gettext as _
from flask_login import current_user

from discussions.recurring import actions
from discussions.recurring.forms import SeenForm
from discussions.recurring.queries import PEOPLE, recurring_places
from discussions.stumbling.queries import FEWEST
from knowledge.links.queries import writes_anywhere
from knowledge.policies import can_keep_knowledge
from lms.access import require
from lms.pages import render, then_show

bp = Blueprint("recurring", __name__)


@bp.get("/knowledge/recurring")
def show_recurring():
    require(can_keep_knowledge(current_user) or writes_anywhere(current_user))
    places = recurring_places(current_user)
    return render("discussions/recurring/recurring.html", places=places, people=PEOPLE, fewest=FEWEST)


@bp.post("/knowledge/recurring/seen")
def see_to():
    require(can_keep_knowledge(current_user) or writes_anywhere(current_user))
    form = SeenForm()
    if not form.validate():
        abort(422)
    if any(place.key == form.place.data for place in recurring_places(current_user)):  # else somebody was before them
        actions.see_to(form.place.data, by=current_user)
    toast = _("Seen to. It comes back when enough people ask about it again.")
    return then_show("recurring.show_recurring", toast=toast)
