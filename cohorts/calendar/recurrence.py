"""When an event recurs: rules of RFC 5545 read by dateutil, by the clock of the event's own zone."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

MOST = 200  # dates of one event
REPEATS = ("", "weekly", "fortnightly", "monthly")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Span = tuple[datetime, datetime]


class TooMany(ValueError):
    """A rule with more dates than one event may have, or without an end."""


def spans(starts_at: datetime, ends_at: datetime, zone: ZoneInfo, rrule: str) -> list[Span]:
    """(start, end) of every date, in UTC. Raises TooMany, or ValueError for a rule that says nothing.

    Both ends keep their hour on the clock of the zone, also across the nights it is changed (RFC 5545, 3.3.10)."""
    if not rrule:
        return [(starts_at, ends_at)]
    first = starts_at.astimezone(zone)
    length = ends_at.astimezone(zone).replace(tzinfo=None) - first.replace(tzinfo=None)
    found = list(islice(rrulestr(rrule, dtstart=first), MOST + 1))
    if len(found) > MOST:
        raise TooMany
    return [(start.astimezone(UTC), _shift(start, length, zone)) for start in found]


def rule_of(repeats: str, starts_at: datetime, zone: ZoneInfo, until: date | None) -> str:
    """The rule for what a person chose; `until` is the last day it may fall on, where the event is."""
    if not repeats or until is None:
        return ""
    first = starts_at.astimezone(zone)
    end = datetime.combine(until, time(23, 59, 59), zone).astimezone(UTC)
    parts = {
        "weekly": "FREQ=WEEKLY",
        "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
        "monthly": f"FREQ=MONTHLY;BYDAY={_week_of(first.date())}{DAYS[first.weekday()]}",
    }
    return f"{parts[repeats]};UNTIL={end:%Y%m%dT%H%M%SZ}"


def repeats_of(rrule: str) -> tuple[str, datetime | None]:
    """What a person would choose to get this rule, and its end; "other" for rules that came from elsewhere."""
    parts = parts_of(rrule)
    until = parts.pop("UNTIL", "")
    end = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if until.endswith("Z") else None
    if not parts:
        return "", None
    if parts == {"FREQ": "WEEKLY"} and end:
        return "weekly", end
    if parts == {"FREQ": "WEEKLY", "INTERVAL": "2"} and end:
        return "fortnightly", end
    is_monthly = parts.get("FREQ") == "MONTHLY" and set(parts) == {"FREQ", "BYDAY"} and parts["BYDAY"][-2:] in DAYS
    return ("monthly", end) if is_monthly and end else ("other", end)


def parts_of(rrule: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in rrule.split(";") if part)


def _week_of(day: date) -> int:
    """The third Thursday; a fifth one is the last, as not every month has five."""
    week = (day.day - 1) // 7 + 1
    return week if week < 5 else -1


def _shift(start: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    return (start.replace(tzinfo=None) + length).replace(tzinfo=zone).astimezone(UTC)
