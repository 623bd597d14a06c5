"""Putting the first steps away."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions.welcome.actions import end_welcome
from lms.pages import then_go

bp = Blueprint("welcome", __name__)


@bp.post("/welcome/end")
def end():
    end_welcome(current_user)
    return then_go("/", toast=_("Put away. You know your way around."))
