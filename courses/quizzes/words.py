"""The sentences about quizzes that more than one page says."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

COUNTS_WORDS = {
    "best": _l("The best one"),
    "last": _l("The last one"),
    "first": _l("The first one"),
    "average": _l("The average of all"),
}
REVIEW_WORDS = {
    "answer": _l("After each answer"),
    "attempt": _l("After the attempt"),
    "passed": _l("Points and feedback after each attempt, right answers once passed or after the last attempt"),
    "closing": _l("After the quiz has closed"),
}


def percent(value: float | None) -> str:
    """Whole percents; 100 is said only of all of it, 0 only of nothing."""
    if value is None:
        return "–"
    whole = round(value)
    if whole == 100 and value < 99.999999:
        whole = 99
    if whole == 0 and value > 0:
        whole = 1
    return _("%(number)d%%", number=whole)


def points(value: float | None) -> str:
    return "–" if value is None else f"{round(value, 2):g}"


def mark(counted: float | None, has_passed: bool, waiting: int, opened: int) -> str:
    """A score in an outline."""
    if counted is not None and has_passed:
        return _("passed with %(percent)s", percent=percent(counted))
    if opened:
        return _("attempt begun")
    if waiting:
        return _("being graded")
    return _("%(percent)s, not passed yet", percent=percent(counted)) if counted is not None else ""
