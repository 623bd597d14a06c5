"""The page that shows who writes articles where several people asked about the same, or looked it up."""

from flask import Blueprint
from flask_login import current_user

from discussions.recurring.queries import PEOPLE, recurring_places
from discussions.stumbling.queries import FEWEST
from knowledge.links.queries import writes_anywhere
from knowledge.policies import can_keep_knowledge
from lms.access import require
from lms.pages import render

bp = Blueprint("recurring", __name__)


@bp.get("/knowledge/recurring")
def show_recurring():
    require(can_keep_knowledge(current_user) or writes_anywhere(current_user))
    places = recurring_places(current_user)
    return render("discussions/recurring/recurring.html", places=places, people=PEOPLE, fewest=FEWEST)
