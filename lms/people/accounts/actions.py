"""Every write about accounts: making and closing them, roles, settings, and another mail address."""

from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from lms.access import ACADEMY, STAFF, grant, revoke
from lms.admin.audit import audit
from lms.database import db, now
from lms.events import publish
from lms.mail import send_letter
from lms.people.accounts import queries
from lms.people.events import RoleGranted, RoleTaken
from lms.people.models import RoleGrant, Token, User
from lms.people.passwords.hashing import hash_of
from lms.people.profiles.about import about_html
from lms.people.profiles.indexing import hide_person, index_person
from lms.people.sessions.actions import end_sessions_of
from lms.people.tokens.actions import end_tokens_of, new_token, use_up

ADDRESS_LIFE = timedelta(hours=24)


def create_user(*, name: str, email: str, password: str | None = None, **changes) -> User:
    """A new account, already a member of the academy."""
    user = User(
        name=name.strip(),
        email=email.strip().lower(),
        password_hash=hash_of(password) if password else None,
        **changes,
    )
    user.about_html = about_html(user.about or "")
    db.session.add(user)
    db.session.flush()
    grant(ACADEMY, user.id)
    index_person(user)
    return user


def give_role(user_id: int, role: str, *, by=None) -> bool:
    """Give a role in the whole academy; the person's sessions are ended so that rights never outlive a sign-in."""
    if _grant(user_id, role):
        return False
    db.session.add(RoleGrant(user_id=user_id, role=role, granted_by=by.id if by else None))
    db.session.flush()
    grant(STAFF, user_id)
    end_sessions_of(user_id, but=_own_session(by, user_id))
    publish(RoleGranted(user_id, role))
    audit("role given", actor=by, object_kind="user", object_id=user_id, role=role)
    return True


def take_role(user_id: int, role: str, *, by=None) -> bool:
    """Take a role back; the person is signed out everywhere."""
    row = _grant(user_id, role)
    if row is None:
        return False
    db.session.delete(row)
    db.session.flush()
    if db.session.scalar(select(RoleGrant.id).where(RoleGrant.user_id == user_id).limit(1)) is None:
        revoke(STAFF, user_id)
    end_sessions_of(user_id, but=_own_session(by, user_id))
    publish(RoleTaken(user_id, role))
    audit("role taken", actor=by, object_kind="user", object_id=user_id, role=role)
    return True


def deactivate_user(user: User, *, by=None) -> bool:
    """Close an account: signed out everywhere and unfindable; what the person wrote stays, with their name."""
    if not user.is_active:
        return False
    user.is_active = False
    user.deactivated_at = now()
    db.session.flush()
    end_sessions_of(user.id)
    hide_person(user.id)
    audit("account deactivated", actor=by, object_kind="user", object_id=user.id)
    return True


def reactivate_user(user: User, *, by=None) -> bool:
    """Open a closed account again, with the password and the places it had."""
    if user.is_active:
        return False
    user.is_active = True
    user.deactivated_at = None
    db.session.flush()
    index_person(user)
    audit("account reactivated", actor=by, object_kind="user", object_id=user.id)
    return True


def change_settings(user: User, *, locale: str, timezone: str, theme: str, shortcuts: bool) -> None:
    """How the academy looks and speaks to this person."""
    user.timezone, user.theme, user.shortcuts = timezone, theme, shortcuts
    change_language(user, locale)


def change_language(user: User, locale: str) -> None:
    """Speak this language to the person, on every page and in every mail."""
    spoke, user.locale = user.locale, locale
    db.session.flush()
    if locale != spoke:
        index_person(user, formerly=spoke)


def choose_mails(user: User, wanted: dict[str, bool]) -> None:
    """For which reasons a mail follows what appears in the inbox."""
    user.mail_reasons = {**(user.mail_reasons or {}), **wanted}


def choose_asking(user: User, can_be_asked: bool) -> None:
    """Whether questions of others are brought to this person."""
    user.can_be_asked = can_be_asked


def choose_digest(user: User, digest: str) -> None:
    """How often a mail gathers what was not mailed at once: daily, weekly, never."""
    user.digest = digest


def ask_address_change(user: User, email: str) -> None:
    """Send a link to the new address; until it is opened everything goes to the old one."""
    token = new_token(user.id, "address", ADDRESS_LIFE, email=email)
    with force_locale(user.locale):
        send_letter(
            "address_change", to=email, user_id=user.id, secret=token, subject=_("Confirm your new mail address"),
            name=user.name, path=f"/account/address/{token}",
        )  # fmt: skip
    audit("address change asked", actor=user, object_kind="user", object_id=user.id)


def confirm_address_change(user: User, token: Token) -> bool:
    """The new address proved to be theirs; False when somebody else has taken it in the meantime."""
    email, old = token.data["email"], user.email
    if not use_up(token) or queries.find_user_by_email(email) is not None:
        return False
    user.email = email
    db.session.flush()
    end_tokens_of(user.id, "password")  # what the former address was sent opens nothing any more
    index_person(user)
    with force_locale(user.locale):
        send_letter(
            "address_changed", to=old, user_id=user.id, subject=_("Your mail address was changed"),
            name=user.name, email=email, path="/account",
        )  # fmt: skip
    audit("address changed", actor=user, object_kind="user", object_id=user.id)
    return True


def _grant(user_id: int, role: str) -> RoleGrant | None:
    return db.session.scalars(
        select(RoleGrant).where(RoleGrant.user_id == user_id, RoleGrant.role == role)
    ).one_or_none()


def _own_session(by, user_id: int) -> int | None:
    """The session to spare when people change their own roles: nobody may sign themselves out half-way."""
    return getattr(by, "session_id", None) if by is not None and by.id == user_id else None
