"""What the parts of a profile are called, whom they can be shown, and words that stand in a list."""

import re

from flask_babel import lazy_gettext as _l

FIELD_WORDS = {
    "headline": _l("What you do"),
    "organisation": _l("Organisation"),
    "sector": _l("Sector"),
    "region": _l("Region"),
    "languages": _l("Languages"),
    "expertise": _l("Expertise"),
    "about": _l("About you"),
    "ask_me_about": _l("Ask me about"),
    "looking_for": _l("Looking for"),
    "email": _l("Mail address"),
    "work": _l("What you did here"),
}
SEEN_BY = (
    ("academy", _l("Everyone in the academy")),
    ("alumni", _l("Alumni, and people I share a cohort with")),
    ("cohort", _l("People I share a cohort with")),
    ("nobody", _l("Nobody")),
)
MOST_LISTED, LONGEST_LISTED = 12, 60


def listed(text: str) -> list[str]:
    """The words somebody listed, “Dutch, Frisian; English”: each once, in their order."""
    words = (" ".join(part.split())[:LONGEST_LISTED] for part in re.split(r"[,;\n]", text))
    return list({word.casefold(): word for word in reversed(list(filter(None, words)))}.values())[::-1][:MOST_LISTED]
