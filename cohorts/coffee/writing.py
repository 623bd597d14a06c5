"""A coffee as other calendars read it: an entry like those of events, in the zone of who fetches it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Response

from cohorts.calendar.words import reader_zone
from cohorts.calendar.writing import calendar_of, respond
from cohorts.coffee import words
from cohorts.coffee.models import Coffee


@dataclass(frozen=True)
class Entry:
    """What a calendar says of an event, for a coffee; it is its own only date."""

    id: str
    uid: str
    sequence: int
    path: str
    title: str
    place: str
    state: str
    cancel_reason: str
    starts_at: datetime
    ends_at: datetime
    created_at: datetime
    changed_at: datetime
    zone: ZoneInfo
    html: str = ""
    rrule: str = ""
    is_all_day: bool = False


def entry_of(coffee: Coffee, names: list[str], zone: ZoneInfo | None = None) -> Entry:
    return Entry(
        id=coffee.uid, uid=coffee.uid, sequence=coffee.sequence, path=coffee.path, title=words.with_whom(names),
        place=coffee.place, state="planned" if coffee.state == "agreed" else "cancelled", cancel_reason=coffee.reason,
        starts_at=coffee.starts_at, ends_at=coffee.ends_at, created_at=coffee.created_at, changed_at=coffee.changed_at,
        zone=zone or reader_zone(),
    )  # fmt: skip


def ics_response(coffee: Coffee, names: list[str]) -> Response:
    """The file of a coffee a time was agreed for; where that time is off, it takes the entry back."""
    entry = entry_of(coffee, names)
    method = "PUBLISH" if entry.state == "planned" else "CANCEL"
    return respond(calendar_of([(entry, [entry])], method=method), f"coffee-{coffee.id}.ics")
