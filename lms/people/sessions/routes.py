"""Ending browsers one is signed in with."""

from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from lms.access import get_or_404
from lms.pages import then_show
from lms.people.blueprint import bp
from lms.people.sessions import actions, queries
from lms.people.signing_in import clear_cookie


@bp.post("/account/sessions/<int:session_id>/end")
def end_session(session_id):
    session = get_or_404(queries.own_sessions(current_user), session_id)
    actions.end_session(session.id)
    if session_id == current_user.session_id:
        return clear_cookie(then_show("people.sign_in", toast=_("You are signed out.")))
    return then_show("people.show_account", anchor="sessions", toast=_("That browser is signed out."))


@bp.post("/account/sessions/end")
def end_other_sessions():
    ended = actions.end_sessions_of(current_user.id, but=current_user.session_id)
    toast = ngettext("%(num)d other browser is signed out.", "%(num)d other browsers are signed out.", ended)
    return then_show("people.show_account", anchor="sessions", toast=toast)
