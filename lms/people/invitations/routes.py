"""The page of an invitation, and accepting it."""

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from lms.database import db, now
from lms.pages import not_found, render, then_go
from lms.people.accounts.queries import find_user_by_email, get_user
from lms.people.blueprint import bp
from lms.people.door.actions import note_success
from lms.people.invitations import actions, queries
from lms.people.invitations.forms import AcceptForm
from lms.people.signing_in import academy, public, sign_browser_in


@bp.get("/invitations/<secret>")
@public
def show_invitation(secret):
    invitation = queries.find_invitation(secret) or not_found()
    return _show(invitation, AcceptForm(invitation, formdata=None, name=invitation.name))


@bp.post("/invitations/<secret>")
@public
def accept_invitation(secret):
    invitation = queries.find_invitation(secret) or not_found()
    known = find_user_by_email(invitation.email)
    form = AcceptForm(invitation)
    if invitation.state(now()) != "open" or (known and not known.is_active):
        return _show(invitation, form)
    if known or current_user.is_authenticated:
        return _accept_as_member(invitation, known, form)
    if not form.validate():
        return _show(invitation, form, status=422)
    try:
        user = actions.accept_as_newcomer(
            invitation,
            name=form.name.data,
            password=form.password.data,
            locale=str(get_locale()),
            timezone=academy().timezone,
        )
    except actions.InvitationUsed:
        return _over("accepted")
    note_success(user, "invitation")
    return sign_browser_in(user, "/")


def _accept_as_member(invitation, known, form):
    """Only the person with this very address, signed in, may accept; who is somebody else is told so."""
    if known is None or current_user.id != known.id:
        return _show(invitation, form, status=403)
    try:
        actions.accept_as_member(invitation, get_user(current_user.id))
    except actions.InvitationUsed:
        return _over("accepted")
    if invitation.roles:  # new rights end every session; this browser gets a new one
        return sign_browser_in(known, "/")
    return then_go("/", toast=_("You are in."))


def _show(invitation, form, status: int = 200):
    state = invitation.state(now())
    known = find_user_by_email(invitation.email)
    if state != "open":
        return _over(state)
    if known and not known.is_active:
        return _over("closed")
    return render(
        "people/invitation.html",
        status=status,
        invitation=invitation,
        inviter=queries.find_inviter(invitation),
        title=invitation.then.get("title") or academy().name,
        known=known,
        form=form,
    )


def _over(kind: str):
    db.session.rollback()
    return render("people/link_over.html", status=410, kind=kind)
