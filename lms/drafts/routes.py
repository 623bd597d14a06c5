"""How the server hears what is being typed."""

from flask import Blueprint, request
from flask_login import current_user

from lms.drafts import actions, queries
from lms.drafts.forms import DraftForm
from lms.limits import Allowance
from lms.pages import not_found

bp = Blueprint("drafts", __name__)
DRAFTS = Allowance.of("drafts", "120/minute")  # a browser sends one after each pause in typing


@bp.post("/drafts")
def keep_draft():
    """Answered with 204 also when something later was kept already: a late copy is no mistake of the sender's.

    What comes too often, or at too many places, is not kept yet: the page says so beside the words, and tries again."""
    place = request.values.get("place", "")
    if not queries.is_place_of(current_user, place):
        not_found()
    if not DRAFTS.spend(str(current_user.id)) or not queries.has_room(current_user, place):
        return "", 429
    form = DraftForm()
    if not form.validate():
        return "", 422
    words = {"title": form.title.data or "", "body": form.body.data or "", "rest": form.rest}
    actions.keep_draft(current_user, place, **words, sequence=form.sequence.data)
    return "", 204
