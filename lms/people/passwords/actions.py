"""Every write about passwords: setting one, and the mail for who forgot theirs."""

from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _

from lms.admin.audit import audit
from lms.database import db
from lms.jobs import enqueue, job
from lms.mail import send_letter
from lms.people.accounts.queries import find_user_by_email
from lms.people.models import Token, User
from lms.people.passwords.hashing import hash_of, opens
from lms.people.sessions.actions import end_sessions_of
from lms.people.tokens.actions import end_tokens_of, new_token, use_up

RESET_LIFE = timedelta(minutes=30)


def password_is_right(user: User | None, password: str) -> bool:
    """Whether the password opens the account; takes as long when there is no such account."""
    return opens(user.password_hash if user else None, password) and user.is_active


def set_password(user: User, password: str, *, but: int | None = None) -> None:
    """A new password; every browser but this session is signed out, whoever sits behind it.

    Links sent before end too: somebody who was in the account may have asked for another address."""
    user.password_hash = hash_of(password)
    db.session.flush()
    end_sessions_of(user.id, but=but)
    end_tokens_of(user.id, "password", "address")
    audit("password changed", actor=user, object_kind="user", object_id=user.id)


def ask_password_reset(email: str) -> None:
    """Send a link to this address if it has an account. A job decides, so the answer takes as long for any address."""
    enqueue("password_reset_mail", email=email)


@job("password_reset_mail")
def send_password_reset(email: str) -> None:
    user = find_user_by_email(email)
    if user is None or not user.is_active:
        return
    token = new_token(user.id, "password", RESET_LIFE)
    with force_locale(user.locale):
        send_letter(
            "password_reset", to=user.email, user_id=user.id, secret=token, subject=_("Choose a new password"),
            name=user.name, path=f"/password/reset/{token}",
        )  # fmt: skip
    audit("password reset asked", actor=user, object_kind="user", object_id=user.id)


def reset_password(user: User, token: Token, password: str) -> bool:
    """Use the link up and set the password; False when the link was used a moment ago."""
    if not use_up(token):
        return False
    set_password(user, password)
    return True
