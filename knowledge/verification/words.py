"""The words for how an article stands, on its page, in lists and among what search finds."""

from datetime import datetime
from types import SimpleNamespace

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from knowledge.verification.standing import standing_of
from lms.database import now

PERIOD_WORDS = {90: _l("3 months"), 180: _l("6 months"), 365: _l("1 year"), 730: _l("2 years")}
KIND_WORDS = {"verified": _l("Verified"), "obsolete": _l("Called obsolete"), "revived": _l("In use again")}
ICONS = {"verified": "badge-check", "changed": "badge-check", "expired": "badge-alert", "obsolete": "ban"}
TONES = {"verified": "ok", "changed": "", "expired": "", "obsolete": ""}


def standing_now(article) -> str:
    """How an article stands at this moment, for templates."""
    return standing_of(article, now())


def standing_words(standing: str, name: str) -> str:
    """In a few words, for a line in a list; nothing for what nobody has vouched for."""
    if standing == "verified":
        return gettext("Verified by %(name)s", name=name)
    if standing == "changed":
        return gettext("Verified by %(name)s, changed since", name=name)
    if standing == "expired":
        return gettext("Verification has run out")
    return gettext("Obsolete") if standing == "obsolete" else ""


def article_of_hit(extra: dict) -> str:
    """What a hit of search is called: an article, and how it stands at this moment."""
    if extra.get("story"):
        return gettext("Story")
    until = extra.get("verified_until")
    stands = SimpleNamespace(
        obsolete_at=extra.get("obsolete"),
        verified_until=datetime.fromisoformat(until) if until else None,
        is_changed_since=extra.get("changed", False),
    )
    words = standing_words(standing_now(stands), extra.get("verified_by", ""))
    return f"{gettext('Article')} · {words}" if words else gettext("Article")
