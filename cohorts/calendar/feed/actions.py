"""Every write about the secret address of a calendar: a token for this one purpose, kept as a hash, ended at will."""

from datetime import timedelta

from lms.people.tokens.actions import end_tokens_of, new_token

PURPOSE = "calendar"
LIFE = timedelta(days=3650)


def make_address(user_id: int) -> str:
    """A fresh secret; the address before it is closed by that."""
    return new_token(user_id, PURPOSE, LIFE)


def end_address(user_id: int) -> None:
    end_tokens_of(user_id, PURPOSE)
