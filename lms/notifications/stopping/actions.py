"""Every write about stopping mails."""

from lms.notifications.reasons import REASONS
from lms.people.accounts.actions import choose_digest, choose_mails
from lms.people.models import User


def choose(user: User, what: list[str], *, wanted: bool) -> None:
    """Stop the mails of these reasons and digests, or send them again."""
    choose_mails(user, {reason: wanted for reason in what if reason in REASONS})
    for name in what:
        kind, _colon, digest = name.partition(":")
        if kind == "digest":
            choose_digest(user, digest if wanted else "never")
