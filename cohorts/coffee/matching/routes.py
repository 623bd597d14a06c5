"""Taking part in the monthly matching, pausing it, and stopping."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.coffee import screens
from cohorts.coffee.matching import actions
from cohorts.coffee.matching.forms import PauseForm
from lms.pages import then_show

bp = Blueprint("coffee_matching", __name__)


@bp.post("/coffees/matching")
def take_part():
    actions.take_part(current_user.id)
    return then_show("coffee.list_coffees", toast=_("You take part. On the first of the month you hear with whom."))


@bp.post("/coffees/matching/pause")
def pause():
    form = PauseForm()
    if not form.validate():
        return screens.show_list(pause_form=form, status=422)
    actions.pause(current_user.id, form.months.data)
    return then_show("coffee.list_coffees", toast=_("Paused. It goes on by itself."))


@bp.post("/coffees/matching/end")
def stop():
    actions.stop(current_user.id)
    return then_show("coffee.list_coffees", toast=_("You are matched no more. You can take part again at any time."))
