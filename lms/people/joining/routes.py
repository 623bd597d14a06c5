"""Asking to join, when the academy allows it."""

from flask import request
from flask_babel import get_locale

from lms.limits import Allowance
from lms.pages import not_found, render, then_show
from lms.people.blueprint import bp
from lms.people.joining import actions
from lms.people.joining.forms import JoinForm
from lms.people.signing_in import academy, public

FROM_ADDRESS = Allowance.of("requests to join from an address", "10 per hour")


@bp.get("/join")
@public
def show_join():
    _require_open_door()
    return render("people/join.html", form=JoinForm(formdata=None), sent=False)


@bp.post("/join")
@public
def ask_to_join():
    _require_open_door()
    form = JoinForm()
    if not form.validate():
        return render("people/join.html", status=422, form=form, sent=False)
    # Asked before or having an account: the answer is the same, and tells nobody who is here.
    if FROM_ADDRESS.spend(request.remote_addr or ""):
        actions.ask_to_join(
            name=form.name.data, email=form.email.data, reason=form.reason.data, locale=str(get_locale())
        )
    return then_show("people.show_asked")


@bp.get("/join/sent")
@public
def show_asked():
    _require_open_door()
    return render("people/join.html", form=JoinForm(formdata=None), sent=True)


def _require_open_door() -> None:
    if not academy().allows_join_requests:
        not_found()
