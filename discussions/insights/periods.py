"""The periods figures are counted over: the last so many days, a quarter or a year, each with the one before it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

DAYS = (30, 90, 365)
USUAL = "90d"
_KEY = re.compile(r"(?P<days>\d{1,3})d|(?P<year>20\d\d)(-q(?P<quarter>[1-4]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first moment of `first` to the end of `last`, on the clock of `zone`."""

    key: str
    first: date
    last: date
    zone: str

    @property
    def begins(self) -> datetime:
        return self._midnight(self.first)

    @property
    def ends(self) -> datetime:
        return self._midnight(self.last + timedelta(days=1))

    @property
    def is_rolling(self) -> bool:
        return self.key.endswith("d")

    @property
    def former(self) -> "Period":
        """The period of the same kind just before."""
        last = self.first - timedelta(days=1)
        if self.is_rolling:
            return Period(self.key, last - (self.last - self.first), last, self.zone)
        return _quarter(last, self.zone) if "q" in self.key else _year(last, self.zone)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC)


def period_of(key: str, zone: str, moment: datetime) -> Period | None:
    """The period an address names, at that moment; None for what is none, or has not begun."""
    match, today = _KEY.fullmatch(key), moment.astimezone(ZoneInfo(zone)).date()
    if match is None:
        return None
    if match["days"]:
        days = int(match["days"])
        return Period(key, today - timedelta(days=days - 1), today, zone) if days in DAYS else None
    first = date(int(match["year"]), 3 * int(match["quarter"] or 1) - 2, 1)
    period = _quarter(first, zone) if match["quarter"] else _year(first, zone)
    return period if period.first <= today else None


def periods_to_choose(zone: str, moment: datetime) -> list[Period]:
    """The last so many days, and what a report can be about."""
    return [period_of(f"{days}d", zone, moment) for days in DAYS] + periods_to_report(zone, moment)


def periods_to_report(zone: str, moment: datetime) -> list[Period]:
    """This quarter and the four before it, this year and the one before, the newest first."""
    today = moment.astimezone(ZoneInfo(zone)).date()
    quarters = [_quarter(today, zone)]
    for _step in range(4):
        quarters.append(quarters[-1].former)
    year = _year(today, zone)
    return [*quarters, year, year.former]


def usual_report(zone: str, moment: datetime, since: date | None = None) -> Period:
    """What a report is about unless somebody asks for another: the last quarter that is over, or the one in which it all began."""
    quarter = _quarter(moment.astimezone(ZoneInfo(zone)).date(), zone)
    return quarter if since and since >= quarter.first else quarter.former


def period_words(period: Period) -> str:
    if period.is_rolling:
        return ngettext("The last %(num)d day", "The last %(num)d days", int(period.key[:-1]))
    if "q" in period.key:
        return _("%(year)d, quarter %(quarter)s", year=period.first.year, quarter=period.key[-1])
    return str(period.first.year)


def _quarter(day: date, zone: str) -> Period:
    number = (day.month + 2) // 3
    next_first = date(day.year + number // 4, 3 * number % 12 + 1, 1)
    return Period(f"{day.year}-q{number}", date(day.year, 3 * number - 2, 1), next_first - timedelta(days=1), zone)


def _year(day: date, zone: str) -> Period:
    return Period(str(day.year), date(day.year, 1, 1), date(day.year, 12, 31), zone)
