"""How proposals are spoken of: the states both sides see."""

from flask_babel import lazy_gettext as _l

STATE_WORDS = {
    "open": _l("Waits for the editors"),
    "taken": _l("Taken up"),
    "declined": _l("Declined"),
    "withdrawn": _l("Taken back"),
}
STATE_ICONS = {"open": "hourglass", "taken": "circle-check", "declined": "ban", "withdrawn": "undo-2"}
