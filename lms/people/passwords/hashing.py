"""How a password is kept and compared: argon2id, over one spelling of the same characters."""

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

hasher = PasswordHasher(time_cost=1, memory_cost=47104, parallelism=1)
# Verified for unknown addresses too, so that time tells nobody who has an account.
DUMMY_HASH = hasher.hash(secrets.token_hex(16))


def hash_of(password: str) -> str:
    """What is kept of a password."""
    return hasher.hash(_one_spelling(password))


def opens(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; takes as long when there is none."""
    try:
        hasher.verify(password_hash or DUMMY_HASH, _one_spelling(password))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return password_hash is not None


def _one_spelling(password: str) -> str:
    # Keyboards differ in how they write é; the person must not notice.
    return unicodedata.normalize("NFKC", password)
