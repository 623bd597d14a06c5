"""Every write about requests to join: asking, accepting, declining."""

from flask_babel import force_locale
from flask_babel import gettext as _

from lms.admin.audit import audit
from lms.database import db, now
from lms.mail import send_letter
from lms.people.accounts.queries import find_user_by_email
from lms.people.invitations.actions import invite
from lms.people.joining import queries
from lms.people.models import Invitation, JoinRequest


def ask_to_join(*, name: str, email: str, reason: str, locale: str) -> JoinRequest | None:
    """Keep a request, once per address; None when there was one, or an account."""
    user = find_user_by_email(email)
    if user is not None:
        if user.is_active:
            with force_locale(user.locale):
                send_letter(
                    "have_account", to=user.email, user_id=user.id, subject=_("You have an account already"),
                    name=user.name, path="/sign-in",
                )  # fmt: skip
        return None
    if queries.find_open_request(email) is not None:
        return None
    request = JoinRequest(name=name.strip(), email=email.strip().lower(), reason=reason.strip(), locale=locale)
    db.session.add(request)
    db.session.flush()
    audit("asked to join", object_kind="join request", object_id=request.id)
    return request


def accept_join_request(request: JoinRequest, by, *, roles=(), then: dict | None = None) -> Invitation:
    """Answer with an invitation."""
    _decide(request, by, accepted=True)
    return invite(request.email, request.name, request.locale, roles, then, by)


def decline_join_request(request: JoinRequest, by, reason: str) -> None:
    """Say no, with the reason, by mail."""
    _decide(request, by, accepted=False)
    request.answer = reason.strip()
    with force_locale(request.locale):
        send_letter(
            "join_declined", to=request.email, subject=_("Your request to join"),
            name=request.name, reason=request.answer, path="/courses",
        )  # fmt: skip


def _decide(request: JoinRequest, by, *, accepted: bool) -> None:
    if request.decided_at is not None:
        raise ValueError("this request was answered before")
    request.decided_at, request.decided_by, request.accepted = now(), by.id, accepted
    db.session.flush()
    action = "join request accepted" if accepted else "join request declined"
    audit(action, actor=by, object_kind="join request", object_id=request.id)
