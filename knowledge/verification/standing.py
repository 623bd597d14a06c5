"""How an article stands: a plain function of its row and the moment, and how far down that puts it in search."""

from datetime import datetime

STANDINGS = ("unverified", "verified", "changed", "expired", "obsolete")
TRUSTED = ("verified", "changed")  # somebody vouches for it at this moment, or for the text before this one
WEIGHTS = {"verified": 1.2, "changed": 1.1, "unverified": 1.0, "expired": 0.6, "obsolete": 0.1}


def standing_of(article, moment: datetime) -> str:
    """One of STANDINGS; `article` is anything with the columns `obsolete_at`, `verified_until` and `is_changed_since`.

    Right to the second: a verification ends at its date, whether or not a job has noticed."""
    if article.obsolete_at is not None:
        return "obsolete"
    if article.verified_until is None:
        return "unverified"
    if article.verified_until <= moment:
        return "expired"
    return "changed" if article.is_changed_since else "verified"
