"""How suggestions are spoken of: the states both sides see, and what happened."""

from flask_babel import lazy_gettext as _l

STATE_WORDS = {
    "open": _l("Waits for who writes the article"),
    "changes": _l("Waits for a change by its author"),
    "merged": _l("Part of the article"),
    "declined": _l("Declined"),
    "withdrawn": _l("Taken back"),
}
STATE_ICONS = {
    "open": "hourglass", "changes": "pencil", "merged": "circle-check", "declined": "ban", "withdrawn": "undo-2",
}  # fmt: skip
EVENT_WORDS = {
    "suggested": _l("suggested this"),
    "changed": _l("changed the suggestion"),
    "said": _l("wrote"),
    "changes": _l("asked for a change"),
    "merged": _l("made it part of the article"),
    "declined": _l("declined it"),
    "withdrawn": _l("took it back"),
    "open": _l("opened it again"),
}
