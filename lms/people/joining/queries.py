"""Every SELECT about requests to join."""

from sqlalchemy import select

from lms.database import db
from lms.people.models import JoinRequest


def find_open_request(email: str) -> JoinRequest | None:
    """The request of this address that waits for an answer."""
    statement = select(JoinRequest).where(JoinRequest.email == email.strip().lower(), JoinRequest.decided_at.is_(None))
    return db.session.scalars(statement.limit(1)).one_or_none()


def open_join_requests():
    """Requests that wait for an answer, the oldest first, as a statement."""
    return select(JoinRequest).where(JoinRequest.decided_at.is_(None)).order_by(JoinRequest.id)
