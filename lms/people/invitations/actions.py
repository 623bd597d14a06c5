"""Every write about invitations: sending, sending again, taking back, accepting."""

from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import update

from lms.admin.audit import audit
from lms.database import db, now
from lms.events import publish
from lms.mail import send_letter
from lms.people.accounts.actions import create_user, give_role
from lms.people.accounts.queries import find_user_by_email
from lms.people.events import InvitationAccepted
from lms.people.invitations import queries
from lms.people.models import Invitation, User
from lms.people.queries import token_hash
from lms.people.tokens.actions import new_secret

INVITATION_LIFE = timedelta(days=14)


class InvitationUsed(Exception):
    """The invitation was accepted or taken back a moment ago."""


def invite(email: str, name: str = "", locale: str = "en", roles=(), then: dict | None = None, by=None) -> Invitation:
    """Invite an address; `then` is where acceptance leads, its "title" says so to people. The same twice is sent again."""
    then = dict(then or {})
    for earlier in queries.open_invitations_to(email):
        if earlier.then == then and set(earlier.roles) == set(roles):
            resend_invitation(earlier, by=by)
            return earlier
    secret = new_secret()
    invitation = Invitation(
        email=email.strip().lower(),
        name=name.strip(),
        locale=locale,
        roles=sorted(roles),
        then=then,
        token_hash=token_hash(secret),
        invited_by=by.id if by else None,
        expires_at=now() + INVITATION_LIFE,
    )
    db.session.add(invitation)
    db.session.flush()
    _send(invitation, secret)
    audit("invited", actor=by, object_kind="invitation", object_id=invitation.id, roles=invitation.roles)
    return invitation


def resend_invitation(invitation: Invitation, *, by=None) -> bool:
    """A new link for another fortnight; the old one no longer works. False when it was accepted or taken back."""
    if invitation.accepted_at or invitation.revoked_at:
        return False
    secret = new_secret()
    invitation.token_hash = token_hash(secret)
    invitation.sent_at, invitation.sent_times = now(), invitation.sent_times + 1
    invitation.expires_at = now() + INVITATION_LIFE
    db.session.flush()
    _send(invitation, secret)
    audit("invitation sent again", actor=by, object_kind="invitation", object_id=invitation.id)
    return True


def revoke_invitation(invitation: Invitation, *, by=None) -> bool:
    """Take an invitation back; False when it was accepted already."""
    if invitation.accepted_at or invitation.revoked_at:
        return False
    invitation.revoked_at = now()
    db.session.flush()
    audit("invitation taken back", actor=by, object_kind="invitation", object_id=invitation.id)
    return True


def accept_as_newcomer(invitation: Invitation, *, name: str, password: str, locale: str, timezone: str) -> User:
    """Make the account the invitation is for, and let it lead where it leads."""
    _claim(invitation)
    user = create_user(name=name, email=invitation.email, password=password, locale=locale, timezone=timezone)
    _let_in(invitation, user)
    return user


def accept_as_member(invitation: Invitation, user: User) -> None:
    """Somebody who had an account already goes where the invitation leads."""
    if user.email != invitation.email:
        raise ValueError("an invitation is bound to its address")
    _claim(invitation)
    _let_in(invitation, user)


def _claim(invitation: Invitation) -> None:
    claim = (
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
        .values(accepted_at=now())
    )
    if db.session.execute(claim).rowcount == 0:
        raise InvitationUsed


def _let_in(invitation: Invitation, user: User) -> None:
    invitation.accepted_by = user.id
    db.session.flush()
    inviter = queries.find_inviter(invitation)
    for role in invitation.roles:
        give_role(user.id, role, by=inviter)
    audit("invitation accepted", actor=user, object_kind="invitation", object_id=invitation.id)
    publish(InvitationAccepted(user.id, dict(invitation.then)))


def _send(invitation: Invitation, secret: str) -> None:
    known = find_user_by_email(invitation.email)
    inviter = queries.find_inviter(invitation)
    with force_locale(invitation.locale):
        send_letter(
            "invitation", to=invitation.email, user_id=known.id if known else None, secret=secret,
            subject=_("Your invitation to %(title)s", title=invitation.then.get("title") or queries.academy_name()),
            path=f"/invitations/{secret}", invitation=invitation, inviter=inviter, has_account=known is not None,
        )  # fmt: skip
