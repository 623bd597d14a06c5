"""Every SELECT about invitations."""

from sqlalchemy import select

from lms.admin.models import Academy
from lms.database import db, now
from lms.people.models import Invitation, User
from lms.people.queries import token_hash


def find_invitation(secret: str) -> Invitation | None:
    """The invitation behind a link, in whatever state."""
    return db.session.scalars(select(Invitation).where(Invitation.token_hash == token_hash(secret))).one_or_none()


def open_invitations_to(email: str) -> list[Invitation]:
    """Invitations this address can still accept, or could a while ago."""
    statement = select(Invitation).where(
        Invitation.email == email.strip().lower(), Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None)
    )
    return list(db.session.scalars(statement.order_by(Invitation.id)))


def find_inviter(invitation: Invitation) -> User | None:
    """Who invites; None when nobody in particular does."""
    return db.session.get(User, invitation.invited_by) if invitation.invited_by else None


def academy_name() -> str:
    return db.session.scalar(select(Academy.name).where(Academy.id == 1)) or "Leerkring"


def all_invitations():
    """Invitations in whatever state, as a statement."""
    return select(Invitation)


def invitations(*, state: str | None = None, before: int | None = None, limit: int = 50) -> list[Invitation]:
    """Invitations, the newest first; `state` is open, accepted, expired or revoked."""
    statement = select(Invitation).order_by(Invitation.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(Invitation.id < before)
    waiting = (Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
    which = {
        "open": (*waiting, Invitation.expires_at > now()),
        "expired": (*waiting, Invitation.expires_at <= now()),
        "accepted": (Invitation.accepted_at.is_not(None),),
        "revoked": (Invitation.revoked_at.is_not(None),),
    }
    return list(db.session.scalars(statement.where(*which.get(state, ()))))
