"""Every SELECT about tokens."""

from sqlalchemy import select

from lms.database import db, now
from lms.people.models import Token, User
from lms.people.queries import token_hash


def find_token(secret: str, purpose: str) -> tuple[Token, User] | None:
    """The token and its person, also when it no longer works; None when there never was one."""
    row = db.session.execute(
        select(Token, User)
        .join(User, User.id == Token.user_id)
        .where(Token.token_hash == token_hash(secret), Token.purpose == purpose)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def works(token: Token, user: User) -> bool:
    """Whether the token may be used now."""
    return token.used_at is None and token.expires_at > now() and user.is_active
