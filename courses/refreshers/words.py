"""The sentences about refreshers that more than one place says."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from courses.refreshers.models import EASY, GOOD, HARD

RATING_WORDS = {HARD: _l("Hard"), GOOD: _l("Good"), EASY: _l("Easy")}
SECONDS_EACH = 36
WEEKS_FROM, MONTHS_FROM, YEAR_FROM = 14, 60, 350  # days


def minutes(count: int) -> int:
    """About how long so many questions take."""
    return max(1, round(count * SECONDS_EACH / 60))


def to_keep_fresh(count: int) -> str:
    """“5 questions to keep fresh (about 3 minutes)”."""
    time = ngettext("about %(num)d minute", "about %(num)d minutes", minutes(count))
    return ngettext(
        "%(num)d question to keep fresh (%(time)s)", "%(num)d questions to keep fresh (%(time)s)", count, time=time
    )


def span(since: datetime, until: datetime) -> str:
    """“3 weeks”, as near as anybody wants to know."""
    days = max(1, (until - since).days)
    if days < WEEKS_FROM:
        return ngettext("%(num)d day", "%(num)d days", days)
    if days < MONTHS_FROM:
        return ngettext("%(num)d week", "%(num)d weeks", round(days / 7))
    if days < YEAR_FROM:
        return ngettext("%(num)d month", "%(num)d months", round(days / 30.4))
    return ngettext("%(num)d year", "%(num)d years", 1)


def comes_back(since: datetime, until: datetime) -> str:
    return _("We ask this again in about %(span)s.", span=span(since, until))
