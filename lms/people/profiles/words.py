"""What the parts of a profile are called, and whom they can be shown."""

from flask_babel import lazy_gettext as _l

FIELD_WORDS = {
    "headline": _l("What you do"),
    "organisation": _l("Organisation"),
    "sector": _l("Sector"),
    "region": _l("Region"),
    "languages": _l("Languages"),
    "about": _l("About you"),
    "ask_me_about": _l("Ask me about"),
    "looking_for": _l("Looking for"),
    "email": _l("Mail address"),
}
SEEN_BY = (
    ("academy", _l("Everyone in the academy")),
    ("cohort", _l("People I share a cohort with")),
    ("nobody", _l("Nobody")),
)
