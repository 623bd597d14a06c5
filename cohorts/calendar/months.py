"""A month as a grid of weeks, with what is held on each day as its reader sees it."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import format_date

from cohorts.calendar.words import day_in
from cohorts.dates import FIRST_YEAR, LAST_YEAR


@dataclass(frozen=True)
class Month:
    first: date
    zone: ZoneInfo

    @classmethod
    def read(cls, words: str, zone: ZoneInfo, today: date) -> "Month":
        """The month named `2026-11`, or this one."""
        try:
            first = datetime.strptime(words, "%Y-%m").replace(tzinfo=UTC).date()
        except ValueError:
            first = today.replace(day=1)
        return cls(first if FIRST_YEAR <= first.year <= LAST_YEAR else today.replace(day=1), zone)

    @property
    def days(self) -> list[date]:
        return list(Calendar().itermonthdates(self.first.year, self.first.month))

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From the first midnight of the grid to its last, with a day around for whole days elsewhere."""
        days = self.days
        first, last = days[0] - timedelta(days=1), days[-1] + timedelta(days=2)
        return tuple(datetime.combine(day, time(), self.zone).astimezone(UTC) for day in (first, last))

    @property
    def title(self) -> str:
        title = format_date(self.first, "LLLL y")
        return title[:1].upper() + title[1:]

    @property
    def weekdays(self) -> list[str]:
        """Short names, from Monday."""
        return [format_date(day, "ccc") for day in self.days[:7]]

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def before(self) -> str:
        return f"{self.first - timedelta(days=1):%Y-%m}" if self.first.year > FIRST_YEAR else ""

    @property
    def after(self) -> str:
        return f"{self.first + timedelta(days=32):%Y-%m}" if self.first.year < LAST_YEAR else ""

    def weeks(self, rows) -> list[list[tuple[date, list]]]:
        """For each week its days, each with the rows that touch it."""
        held: dict[date, list] = {day: [] for day in self.days}
        for row in rows:
            first, last = day_in(row, self.zone)
            for number in range((last - first).days + 1):
                if (day := first + timedelta(days=number)) in held:
                    held[day].append(row)
        days = self.days
        return [[(day, held[day]) for day in days[start : start + 7]] for start in range(0, len(days), 7)]
