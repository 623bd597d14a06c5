"""This month and the months before it on a cohort's own clock, each up to the same day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

FORMER = 6  # months before this one, at most


@dataclass(frozen=True, slots=True)
class Month:
    """From the first moment of `first` to the end of the day of the month it is today."""

    first: date
    begins: datetime
    ends: datetime


def months_of(cohort, moment: datetime) -> list[Month]:
    """This month, then those before it that the cohort was there for from their first day on, the latest first."""
    today = moment.astimezone(cohort.zone).date()
    found = [_month(today.replace(day=1), today.day, cohort.zone)]
    while len(found) <= FORMER:
        first = (found[-1].first - timedelta(days=1)).replace(day=1)
        if first < cohort.starts_on:
            break
        found.append(_month(first, today.day, cohort.zone))
    return found


def _month(first: date, day: int, zone) -> Month:
    last = first.replace(day=min(day, monthrange(first.year, first.month)[1]))
    begins, ends = (datetime.combine(at, time(), zone).astimezone(UTC) for at in (first, last + timedelta(days=1)))
    return Month(first, begins, ends)
