"""How figures are said: a value in its unit, what stands beside it, and how it changed."""

from datetime import timedelta

from babel.numbers import format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _

from discussions.clock import duration
from discussions.insights.measuring import SHARE, TIME, Figure, Measure


def value_words(figure: Figure, value: float) -> str:
    """“62 %”, “3 h”, “14”."""
    if figure.unit == SHARE:
        return f"{round(value)} %"
    if figure.unit == TIME:
        return duration(timedelta(hours=value))
    return format_decimal(round(value), locale=get_locale())


def measure_words(figure: Figure, measure: Measure) -> str:
    """The value, or why there is none."""
    if measure.value is not None:
        return value_words(figure, measure.value)
    return _("Too many still wait") if measure.is_enough else _("Not enough data")


def numbers_words(figure: Figure, measure: Measure) -> str:
    """“31 of 50 questions.”; empty where there is not enough."""
    return str(figure.numbers) % {"n": measure.n, "of": measure.of} if measure.is_enough else ""


def change_words(figure: Figure, now: Measure, before: Measure) -> str:
    """Whether it went up or down, said without judging; empty where one of the two is not known."""
    if now.value is None or before.value is None or not figure.compares:
        return ""
    told, former = value_words(figure, now.value), value_words(figure, before.value)
    if told == former:
        return _("As before")
    return _("Higher than before") if now.value > before.value else _("Lower than before")
