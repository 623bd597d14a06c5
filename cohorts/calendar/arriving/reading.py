"""Reading a calendar of another program: each entry becomes an event, with what had to be changed, or says why not."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from icalendar import Calendar
from icalendar.error import BrokenCalendarProperty, InvalidCalendar

from cohorts.calendar.arriving.repeating import readable_rule
from cohorts.calendar.recurrence import spans

MOST_BYTES = 2_000_000
MOST_ENTRIES = 2_000
LONGEST = timedelta(days=31)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LEFT_BEHIND = {
    "ATTENDEE": "people", "ORGANIZER": "people", "ATTACH": "files", "CATEGORIES": "categories", "RDATE": "dates",
    "GEO": "position",
}  # fmt: skip


class Refused(Exception):
    """This entry, or the whole file, does not arrive; the reason is a sentence for whoever sent it."""

    @property
    def reason(self) -> str:
        return str(self.args[0])


@dataclass
class Arrival:
    """An event as it will be made. `without` are starts of dates the series leaves out."""

    where: str
    uid: str
    words: dict
    timezone: str
    changes: list[str] = field(default_factory=list)
    without: list[datetime] = field(default_factory=list)
    moved: list[tuple[datetime, tuple[datetime, datetime] | None]] = field(default_factory=list)


def entries_of(data: bytes) -> list:
    """Every entry of every calendar in a file. Raises Refused for what is no calendar."""
    if len(data) > MOST_BYTES:
        raise Refused(_("The file is larger than two megabytes."))
    try:
        calendars = [each for each in Calendar.from_ical(data, multiple=True) if each.name == "VCALENDAR"]
        entries = [entry for calendar in calendars for entry in calendar.subcomponents if entry.name != "VTIMEZONE"]
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        raise Refused(_("The file cannot be read as a calendar.")) from error
    if not calendars:
        raise Refused(_("There is no calendar in the file."))
    if len(entries) > MOST_ENTRIES:
        raise Refused(_("There are more than %(most)d entries in the file.", most=MOST_ENTRIES))
    return entries


def name_of(entry, number: int) -> str:
    """What an entry is called on the receipt."""
    return _text(entry, "SUMMARY")[:150] or _text(entry, "UID")[:80] or _("Entry %(number)d", number=number)


def is_exception(entry) -> bool:
    return entry.get("RECURRENCE-ID") is not None


def uid_of(entry) -> str:
    """Its own name, or one made of what it says."""
    if uid := _text(entry, "UID"):
        return uid[:255]
    return sha256(entry.to_ical()).hexdigest()


def read_entry(entry, number: int, zone: ZoneInfo) -> Arrival:
    """One entry as an event; `zone` is where the cohort is. Raises Refused."""
    if entry.name != "VEVENT":
        raise Refused(_("Only events are taken over, no tasks, notes or busy times."))
    if _text(entry, "STATUS").upper() == "CANCELLED":
        raise Refused(_("It is cancelled there."))
    arrival = Arrival(name_of(entry, number), uid_of(entry), {}, str(zone))
    first = _moment_of(entry, "DTSTART")
    if first is None:
        raise Refused(_("It does not say when it begins."))
    is_all_day = not isinstance(first, datetime)
    starts_at = _in_utc(first, zone, arrival, entry)
    ends_at = _end_of(entry, first, starts_at, zone, arrival)
    if not is_all_day and isinstance(getattr(first, "tzinfo", None), ZoneInfo):
        arrival.timezone = first.tzinfo.key
    own = ZoneInfo(arrival.timezone)
    rrule = _rule_of(entry, starts_at, own, arrival)
    arrival.words = _texts_of(entry, arrival) | {
        "kind": "session", "starts_at": starts_at, "ends_at": ends_at, "is_all_day": is_all_day, "rrule": rrule,
        "capacity": None,
    }  # fmt: skip
    arrival.without = [_in_utc(at, own) for at in _exdates(entry)] if rrule else []
    behind = {word for name, word in LEFT_BEHIND.items() if name in entry}
    if any(part.name == "VALARM" for part in entry.subcomponents):
        behind.add("alarms")
    if behind:
        arrival.changes.append(_("Not taken over: %(what)s.", what=", ".join(sorted(map(_named, behind)))))
    return arrival


def read_exception(entry, arrival: Arrival) -> None:
    """One date of a series that was moved or cancelled. Raises Refused."""
    zone = ZoneInfo(arrival.timezone)
    original = _moment_of(entry, "RECURRENCE-ID")
    start = _moment_of(entry, "DTSTART")
    if original is None or start is None:
        raise Refused(_("It does not say when it begins."))
    known = dict(_spans_of(arrival))
    original_at = _in_utc(original, zone)
    if original_at not in known:
        raise Refused(_("Its series has no date then."))
    if _text(entry, "STATUS").upper() == "CANCELLED":
        arrival.without.append(original_at)
        return
    starts_at = _in_utc(start, zone)
    ends_at = _end_of(entry, start, starts_at, zone, Arrival("", "", {}, str(zone)))
    arrival.moved.append((original_at, (starts_at, ends_at)))


def _spans_of(arrival: Arrival) -> list:
    words = arrival.words
    return spans(words["starts_at"], words["ends_at"], ZoneInfo(arrival.timezone), words["rrule"])


def _texts_of(entry, arrival: Arrival) -> dict:
    title, body, place, link = (_text(entry, name) for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "URL"))
    if not title:
        title = _("Without a title")
        arrival.changes.append(_("It had no title."))
    if place.startswith(("https://", "http://")) and " " not in place:
        place, link = "", link or place
    if not link.startswith(("https://", "http://")):
        link = ""
    limits = {"title": (title, 150), "body": (body, 10_000), "place": (place, 300), "link": (link, 1_000)}
    if any(len(text) > most for text, most in limits.values()):
        arrival.changes.append(_("What was too long is cut off."))
    return {name: (text if name == "body" else " ".join(text.split()))[:most] for name, (text, most) in limits.items()}


def _rule_of(entry, starts_at: datetime, zone: ZoneInfo, arrival: Arrival) -> str:
    rule = entry.get("RRULE")
    if rule is None:
        return ""
    if isinstance(rule, list):
        arrival.changes.append(_("It repeats by several rules; the first is taken over."))
        rule = rule[0]
    words = str(rule) if isinstance(rule, str) else rule.to_ical().decode()
    found, changes = readable_rule(words, starts_at, zone)
    arrival.changes += changes
    return found


def _end_of(entry, first, starts_at: datetime, zone: ZoneInfo, arrival: Arrival) -> datetime:
    try:
        return _found_end(entry, first, starts_at, zone, arrival)
    except OverflowError as error:
        raise Refused(_("Its date lies beyond every calendar.")) from error


def _found_end(entry, first, starts_at: datetime, zone: ZoneInfo, arrival: Arrival) -> datetime:
    end, length = _moment_of(entry, "DTEND"), entry.get("DURATION")
    length = getattr(length, "dt", None) if length is not None else None
    if end is not None and isinstance(end, datetime) == isinstance(first, datetime):
        ends_at = _in_utc(end, zone)
    elif isinstance(length, timedelta):
        ends_at = starts_at + length
    elif not isinstance(first, datetime):
        return _in_utc(first + DAY, zone)
    else:
        ends_at = starts_at
    if ends_at < starts_at:
        raise Refused(_("It ends before it begins."))
    if ends_at == starts_at:
        arrival.changes.append(_("It had no end; it takes an hour now."))
        ends_at = starts_at + (HOUR if isinstance(first, datetime) else DAY)
    if ends_at - starts_at > LONGEST:
        raise Refused(_("It takes longer than a month."))
    return ends_at


def _in_utc(at: date | datetime, zone: ZoneInfo, arrival: Arrival | None = None, entry=None) -> datetime:
    """The moment; a day begins at midnight and an hour without a zone is one where the cohort is."""
    try:
        if not isinstance(at, datetime):
            return datetime.combine(at, time(), zone).astimezone(UTC)
        if at.tzinfo is not None:
            if arrival is not None and not isinstance(at.tzinfo, ZoneInfo) and at.tzinfo is not UTC:
                arrival.changes.append(
                    _("Its time zone is one of its own; it keeps its moment, on the clock of the cohort.")
                )
            return at.astimezone(UTC)
        if arrival is not None:
            named = entry["DTSTART"].params.get("TZID") if hasattr(entry["DTSTART"], "params") else None
            arrival.changes.append(
                _("Its time zone “%(zone)s” is not known; read by the clock of the cohort.", zone=named)
                if named
                else _("It names no time zone; read by the clock of the cohort.")
            )
        return at.replace(tzinfo=zone).astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise Refused(_("Its date lies beyond every calendar.")) from error


def _moment_of(entry, name: str):
    """The day or hour a property names; None when it is not there. Raises Refused for one that cannot be read."""
    value = entry.get(name)
    if value is None:
        return None
    if isinstance(value, list):
        value = value[0]
    try:
        found = value.dt
    except (AttributeError, BrokenCalendarProperty, InvalidCalendar, ValueError) as error:
        raise Refused(_("Its date cannot be read: %(words)s", words=str(value)[:60])) from error
    if not isinstance(found, date):
        raise Refused(_("Its date cannot be read: %(words)s", words=str(value)[:60]))
    return found


def _exdates(entry) -> list:
    found = entry.get("EXDATE", [])
    lists = found if isinstance(found, list) else [found]
    return [each.dt for every in lists for each in getattr(every, "dts", ()) if isinstance(each.dt, date)]


def _text(entry, name: str) -> str:
    value = entry.get(name)
    if isinstance(value, list):
        value = value[0]
    return str(value).replace("\x00", "").strip() if value is not None else ""


def _named(what: str) -> str:
    return {
        "people": _("people"),
        "files": _("files"),
        "categories": _("categories"),
        "dates": _("extra dates"),
        "position": _("position on the map"),
        "alarms": _("alarms"),
    }[what]
