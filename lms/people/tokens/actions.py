"""Every write about tokens: making one, which ends the earlier ones, and using it up."""

import secrets
from datetime import timedelta

from sqlalchemy import update

from lms.database import db, now
from lms.people.models import Token
from lms.people.queries import token_hash


def new_secret() -> str:
    """256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def new_token(user_id: int, purpose: str, life: timedelta, **data) -> str:
    """A fresh secret; earlier ones for the same purpose no longer work."""
    end_tokens_of(user_id, purpose)
    secret = new_secret()
    db.session.add(
        Token(user_id=user_id, purpose=purpose, token_hash=token_hash(secret), expires_at=now() + life, data=data)
    )
    db.session.flush()
    return secret


def end_tokens_of(user_id: int, *purposes: str) -> None:
    """Links of these purposes that are still under way to the person no longer work."""
    db.session.execute(
        update(Token)
        .where(Token.user_id == user_id, Token.purpose.in_(purposes), Token.used_at.is_(None))
        .values(used_at=now())
    )


def use_up(token: Token) -> bool:
    """Claim the token; False when another request was first."""
    claim = update(Token).where(Token.id == token.id, Token.used_at.is_(None)).values(used_at=now())
    return db.session.execute(claim).rowcount == 1
