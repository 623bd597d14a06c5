"""Pages for who forgot their password."""

from flask import request
from flask_babel import gettext as _

from lms.limits import Allowance
from lms.pages import not_found, render, then_show
from lms.people.addresses import normal_address
from lms.people.blueprint import bp
from lms.people.passwords import actions
from lms.people.passwords.forms import ForgottenForm, ResetForm
from lms.people.signing_in import public
from lms.people.tokens.queries import find_token, works

FROM_ADDRESS = Allowance.of("forgotten passwords from an address", "20 per hour")
OF_ACCOUNT = Allowance.of("forgotten passwords of an account", "5 per hour")


@bp.get("/password/forgotten")
@public
def show_forgotten():
    email = normal_address(request.args.get("email", "")) or ""
    return render("people/password_forgotten.html", form=ForgottenForm(formdata=None, email=email), sent=False)


@bp.post("/password/forgotten")
@public
def ask_reset():
    form = ForgottenForm()
    if not form.validate():
        return render("people/password_forgotten.html", status=422, form=form, sent=False)
    email = normal_address(form.email.data)
    # Asked too often, unknown or refused: the answer is the same, and tells nobody who has an account.
    if email and FROM_ADDRESS.spend(request.remote_addr or "") and OF_ACCOUNT.spend(email):
        actions.ask_password_reset(email)
    return then_show("people.show_reset_asked")


@bp.get("/password/forgotten/sent")
@public
def show_reset_asked():
    return render("people/password_forgotten.html", form=ForgottenForm(formdata=None), sent=True)


@bp.get("/password/reset/<secret>")
@public
def show_reset(secret):
    token, user = find_token(secret, "password") or not_found()
    if not works(token, user):
        return render("people/link_over.html", status=410, kind="password")
    return render("people/password_reset.html", form=ResetForm(user, formdata=None), user=user)


@bp.post("/password/reset/<secret>")
@public
def take_reset(secret):
    token, user = find_token(secret, "password") or not_found()
    if not works(token, user):
        return render("people/link_over.html", status=410, kind="password")
    form = ResetForm(user)
    if not form.validate():
        return render("people/password_reset.html", status=422, form=form, user=user)
    if not actions.reset_password(user, token, form.password.data):
        return render("people/link_over.html", status=410, kind="password")
    return then_show("people.sign_in", toast=_("Your password is changed. Sign in with the new one."))
