"""Every write at the door: who came in, and who was refused."""

from lms.admin.audit import audit
from lms.limits import Allowance
from lms.people.models import User

# Failures only. Long passwords make ten tries hopeless; a quarter of an hour keeps nobody out for good.
FROM_HERE = Allowance.of("sign-in of an account from an address", "10 per 15 minutes")
OF_ADDRESS = Allowance.of("sign-in from an address", "60 per 15 minutes")
OF_ACCOUNT = Allowance.of("sign-in of an account", "60 per 15 minutes")


def minutes_to_wait(email: str, address: str) -> int:
    """How long this account must wait at this network address; 0 when it may try."""
    spent = [(allowance, key) for allowance, key in _allowances(email, address) if allowance.is_spent(*key)]
    return max((allowance.wait(*key) for allowance, key in spent), default=0)


def note_failure(email: str, address: str, user_id: int | None) -> None:
    """Count and write down a refused sign-in; to be kept although the answer is a refusal."""
    for allowance, key in _allowances(email, address):
        allowance.spend(*key)
    audit("sign-in", object_kind="user", object_id=user_id, result="refused")


def note_success(user: User, method: str) -> None:
    """Write down that somebody came in, and how."""
    audit("sign-in", actor=user, object_kind="user", object_id=user.id, method=method)


def _allowances(email: str, address: str):
    email = email.strip().lower()
    return ((FROM_HERE, (email, address)), (OF_ADDRESS, (address,)), (OF_ACCOUNT, (email,)))
