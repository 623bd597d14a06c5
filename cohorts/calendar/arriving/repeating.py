"""Rules of other calendars made into ones with an end, that an event of ours can follow."""

from datetime import UTC, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from flask_babel import gettext as _

from cohorts.calendar.recurrence import MOST, parts_of

ENDLESS = timedelta(days=366)  # so much of what never ends is taken over
HORIZON = timedelta(days=10 * 366)
OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")


def readable_rule(words: str, starts_at: datetime, zone: ZoneInfo) -> tuple[str, list[str]]:
    """A rule with an end, in capitals and without spaces, and what had to be changed for it; "" when it cannot be read."""
    tidy = "".join(words.split()).upper()
    changes = [_("There were spaces in its rule.")] if tidy != words.upper() else []
    parts = parts_of(tidy)
    if not parts.get("FREQ") or parts["FREQ"] in OFTEN or not parts.get("INTERVAL", "1").strip("0"):
        return "", [_("It repeats in a way that cannot be followed; only the first date is taken over.")]
    count, until = parts.pop("COUNT", None), parts.pop("UNTIL", None)
    try:
        end = _end(until, zone) if until else starts_at + (HORIZON if count else ENDLESS)
        if not until and not count:
            changes.append(_("It repeats without an end; the dates of a year are taken over."))
        rule = _join(parts, min(end, starts_at + HORIZON))
        found = list(islice(rrulestr(rule, dtstart=starts_at.astimezone(zone)), MOST + 1))
        most = min(int(count), MOST) if count else MOST
        if most < 1:
            raise ValueError(words)
    except (ValueError, TypeError, KeyError, OverflowError):
        return "", [_("It repeats in a way that cannot be followed; only the first date is taken over.")]
    if len(found) > most:
        if not count or most < int(count):
            changes.append(_("It has more than %(most)d dates; the first are taken over.", most=MOST))
        return _join(parts, found[most - 1].astimezone(UTC)), changes
    return (rule, changes) if found else ("", changes)


def _join(parts: dict[str, str], until: datetime) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items()) + f";UNTIL={until:%Y%m%dT%H%M%SZ}"


def _end(until: str, zone: ZoneInfo) -> datetime:
    """UNTIL is a day, an hour without a zone, or a moment in UTC."""
    if len(until) == 8:
        day = datetime.strptime(until, "%Y%m%d").replace(tzinfo=zone)
        return datetime.combine(day.date(), time(23, 59, 59), zone).astimezone(UTC)
    if until.endswith("Z"):
        return datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return datetime.strptime(until, "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)
