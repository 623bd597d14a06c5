"""How the meter says what it counts, and the one sentence that encourages."""

from babel.numbers import format_decimal
from flask_babel import format_date, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from discussions.meter.comparing import Line
from discussions.meter.months import Month

NAMES = {
    "answered": _l("Questions answered"),
    "thanked": _l("Thanks given"),
    "practised": _l("Told about practice"),
}
MORE = {
    "answered": _l("More questions were answered than usual by now."),
    "thanked": _l("More thanks were given than usual by now."),
    "practised": _l("More was told about practice than usual by now."),
}


def encouragement(lines: list[Line]) -> str:
    """What there is more of than usual; else what everybody can add."""
    more = next((MORE[line.kind] for line in lines if line.is_more), None)
    return str(more or _("Every answer, every word of thanks and every story from practice adds to it."))


def bars_of(line: Line) -> list[tuple[str, str, float, str]]:
    """(words, value, length in percent, kind) of this month and of the months before it."""
    this, usual = line.lengths
    return [
        (_("This month"), str(line.this), this, ""),
        (_("Before, on average"), format_decimal(round(line.usual, 1), locale=get_locale()), usual, "former"),
    ]


def month_words(month: Month) -> str:
    """“October 2026”."""
    words = format_date(month.first, "LLLL y")
    return words[:1].upper() + words[1:]
