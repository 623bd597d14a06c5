"""Every write about sessions: beginning one, ending one, ending all but this."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, update

from lms.database import db, now
from lms.jobs import every
from lms.live.announcing import announce_loss
from lms.people.models import Session, User
from lms.people.queries import token_hash

SESSION_LIFE = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=2)  # how exactly it is known when a person was last here


def start_session(user: User, *, user_agent: str = "", address: str = "") -> str:
    """A new signed-in browser; the token to put into its cookie, which is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        Session(
            user_id=user.id,
            token_hash=token_hash(token),
            expires_at=now() + SESSION_LIFE,
            user_agent=user_agent[:200],
            address=address[:64],
        )
    )
    user.last_seen_at = now()
    db.session.flush()
    return token


def note_seen(viewer) -> None:
    """The person is here now; written down every few minutes, so that it costs most requests nothing."""
    if viewer.last_seen_at is None or viewer.last_seen_at < now() - SEEN_EVERY:
        db.session.execute(update(User).where(User.id == viewer.id).values(last_seen_at=now()))


def end_session(session_id: int) -> None:
    user_id = db.session.scalar(delete(Session).where(Session.id == session_id).returning(Session.user_id))
    if user_id is not None:
        announce_loss(user_id)


def end_sessions_of(user_id: int, *, but: int | None = None) -> int:
    """Sign the person out everywhere, or everywhere but here; how many browsers that were."""
    ended = db.session.execute(delete(Session).where(Session.user_id == user_id, Session.id != (but or 0)))
    announce_loss(user_id)
    return ended.rowcount


@every(timedelta(days=1))
def forget_expired_sessions() -> None:
    """Remove sessions whose time is over; nobody could use them any more."""
    db.session.execute(delete(Session).where(Session.expires_at <= now()))
