"""The words about being matched each month."""

from datetime import date, datetime

from flask_babel import format_date, gettext

from cohorts.coffee.matching.actions import first_of


def how_matched(choice, moment: datetime) -> str:
    """in, paused or out."""
    if choice is None or not choice.is_matched:
        return "out"
    return "paused" if choice.paused_until and choice.paused_until > first_of(moment) else "in"


def month_words(month: date) -> str:
    """“December 2026”."""
    words = format_date(month, "LLLL y")
    return words[:1].upper() + words[1:]


def pause_words(months: int) -> str:
    return {
        1: gettext("Skip the next month"),
        3: gettext("Skip three months"),
        6: gettext("Skip half a year"),
    }[months]
