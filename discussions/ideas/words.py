"""The words of ideas: where one stands, what was decided, and how many votes somebody has left."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

STAGE_WORDS = {
    "proposed": _l("Proposed"),
    "under_review": _l("Under review"),
    "planned": _l("Planned"),
    "done": _l("Done"),
    "declined": _l("Declined"),
}
STAGE_ICONS = {
    "proposed": "lightbulb",
    "under_review": "hourglass",
    "planned": "calendar-clock",
    "done": "circle-check",
    "declined": "ban",
}


def votes(count: int) -> str:
    return ngettext("%(num)d vote", "%(num)d votes", count)


def left(count: int) -> str:
    """“You have 4 votes left”."""
    if not count:
        return _("You have no votes left here. They come back when an idea is done or declined.")
    return ngettext("You have %(num)d vote left here.", "You have %(num)d votes left here.", count)


def too_few(count: int) -> str:
    if not count:
        return _("You have no votes left here. Take one back elsewhere, or wait until an idea is decided.")
    return ngettext(
        "You have %(num)d vote left here, and wanted to give more.",
        "You have %(num)d votes left here, and wanted to give more.",
        count,
    )


def outcome(stage: str, reason: str) -> str:
    """“Declined: the building closes at six.”"""
    word = str(STAGE_WORDS[stage])
    return _("%(stage)s: %(reason)s", stage=word, reason=reason) if reason else f"{word}."
