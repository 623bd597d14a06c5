"""Pages of the door: sign in, sign in as somebody of the demo, sign out, choose a language."""

from flask import abort, redirect, request, session
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from lms.database import db
from lms.languages import NAMES, remember_language
from lms.numbers import in_words
from lms.pages import local_address, not_found, render, then_go
from lms.people.accounts.actions import change_language
from lms.people.accounts.queries import find_credentials, get_user
from lms.people.blueprint import bp
from lms.people.door import actions, queries
from lms.people.door.forms import SignInForm
from lms.people.passwords.hashing import opens
from lms.people.sessions.actions import end_session
from lms.people.signing_in import academy, clear_cookie, public, sign_browser_in


@bp.get("/sign-in")
@public
def sign_in():
    if current_user.is_authenticated and not academy().is_demo:
        return redirect(local_address(request.args.get("next")), 303)
    return _show_door(SignInForm(formdata=None, next=local_address(request.args.get("next"))))


@bp.post("/sign-in")
@public
def take_sign_in():
    form = SignInForm()
    if not form.validate():
        return _show_door(form, status=422)
    email, address = form.email.data, request.remote_addr or ""
    if minutes := actions.minutes_to_wait(email, address):
        return _show_door(form, status=429, minutes=minutes)
    found = find_credentials(email)
    # Comparing takes a while on purpose; nobody else should wait for it with us.
    db.session.rollback()
    is_right = opens(found.password_hash if found else None, form.password.data)
    if not (is_right and found.is_active):
        actions.note_failure(email, address, found.id if found else None)
        db.session.commit()  # a refusal is undone, but what it taught us is not
        form.password.errors = [
            _("Address and password do not belong together. Check both, or ask for a new password.")
        ]
        return _show_door(form, status=422)
    user = get_user(found.id)
    actions.note_success(user, "password")
    return sign_browser_in(user, local_address(form.next.data))


@bp.post("/sign-in/demo")
@public
def sign_in_to_demo():
    """Be somebody of the demo, without a password; a real academy knows no such page."""
    user = queries.find_demo_user(request.form.get("role", "")) if academy().is_demo else None
    if user is None:
        not_found()
    actions.note_success(user, "demo")
    return sign_browser_in(user, local_address(request.form.get("next")))


@bp.post("/sign-out")
@public
def sign_out():
    if current_user.is_authenticated:
        end_session(current_user.session_id)
    session.clear()
    return clear_cookie(then_go("/sign-in", toast=_("You are signed out.")))


@bp.post("/language")
@public
def choose_language():
    language = request.form.get("language", "")
    if language not in NAMES:
        abort(400)
    if current_user.is_authenticated:
        change_language(get_user(current_user.id), language)
    return remember_language(redirect(local_address(request.form.get("next")), 303), language)


def _show_door(form: SignInForm, status: int = 200, minutes: int = 0):
    people = queries.demo_people(str(get_locale())) if academy().is_demo else []
    page, status = render(
        "people/sign_in.html", status=status, form=form, people=people, minutes=minutes, in_words=in_words
    )
    return page, status, {"Retry-After": str(minutes * 60)} if minutes else {}
