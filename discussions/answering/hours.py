"""Time that counts: every hour, or only the hours in which the academy is at work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Weekdays (Monday is 1) with one opening time and one closing time, in minutes after midnight where the office is."""

    days: frozenset[int]
    opens: int
    closes: int
    timezone: str

    def after(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The stretches of work from a moment on, in UTC. A day on which the clock changes is as long as it really was."""
        day = moment.astimezone(ZoneInfo(self.timezone)).date() - DAY
        while True:
            if day.isoweekday() in self.days:
                opens, closes = self._at(day, self.opens), self._at(day, self.closes)
                if max(opens, moment) < closes:
                    yield max(opens, moment), closes
            day += DAY

    def _at(self, day: date, minutes: int) -> datetime:
        days, minutes = divmod(minutes, 24 * 60)
        there = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(self.timezone)) + days * DAY
        return there.replace(hour=minutes // 60, minute=minutes % 60).astimezone(UTC)


def later(start: datetime, time: timedelta, hours: Hours | None) -> datetime:
    """The moment at which so much time has counted since `start`."""
    if hours is None:
        return start + time
    for opens, closes in hours.after(start):
        if time <= closes - opens:
            return opens + time
        time -= closes - opens
    raise AssertionError("weeks never end")


def counted(start: datetime, end: datetime, hours: Hours | None) -> timedelta:
    """How much time counted between two moments."""
    if hours is None:
        return max(end - start, timedelta())
    total = timedelta()
    for opens, closes in hours.after(start):
        if opens >= end:
            return total
        total += min(closes, end) - opens
    raise AssertionError("weeks never end")
