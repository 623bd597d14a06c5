"""Events as other calendars read them (RFC 5545): with their zone, a stable UID, and a SEQUENCE that counts changes."""

from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr

from flask import Response, current_app
from icalendar import Calendar, vCalAddress, vRecur, vText
from icalendar import Event as Entry

from cohorts.calendar.models import OFF, Event, EventDate
from cohorts.calendar.queries import dates_of, hosts_of
from cohorts.calendar.recurrence import spans
from lms.addresses import address_of
from lms.markup import plain_text

PRODUCT = "-//Leerkring//Events//EN"
STATUSES = {"cancelled": "CANCELLED", "withdrawn": "CANCELLED", "proposed": "TENTATIVE", "lapsed": "TENTATIVE"}
LAST_DAY = date(2100, 1, 1)  # up to which a zone is described


def ics_response(event: Event) -> Response:
    """One event as a file; METHOD says whether it is announced or cancelled (RFC 5546)."""
    method = "CANCEL" if event.state in OFF else "PUBLISH"
    return respond(
        calendar_of([(event, dates_of(event))], method=method, hosts=hosts_of([event])), f"event-{event.id}.ics"
    )


def respond(calendar: Calendar, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(calendar.to_ical(), content_type="text/calendar; charset=utf-8", headers=headers)


def calendar_of(events, *, name: str = "", method: str = "", without=frozenset(), hosts=None) -> Calendar:
    """A calendar of (event, its dates); `without` are ids of dates that are left out, `hosts` the names of who invites."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for event, days in events:
        organizer = _organizer((hosts or {}).get(event.id, ""))
        for entry in entries_of(event, days, without):
            entry.add("organizer", organizer)
            calendar.add_component(entry)
    calendar.add_missing_timezones(last_date=LAST_DAY)
    return calendar


def entries_of(event: Event, days: list[EventDate], without=frozenset()) -> list[Entry]:
    """The event, and apart from it each date the rule does not tell; dates cancelled or left out are exceptions."""
    if not event.rrule:
        kept = [day for day in days if day.id not in without]
        return [_entry(event, day.starts_at, day.ends_at) for day in kept]
    rule = dict(spans(event.starts_at, event.ends_at, event.zone, event.rrule))
    series = _entry(event, event.starts_at, event.ends_at)
    series.add("rrule", vRecur.from_ical(_rule_for(event)))
    gone = [day for day in days if day.id in without or (day.cancelled_at and event.state not in OFF)]
    for day in gone:
        series.add("exdate", _moment(event, day.original_at))
    apart = [day for day in days if day not in gone and (day.starts_at, day.ends_at) != _as_read(event, day, rule)]
    return [series, *(_override(event, day) for day in apart)]


def _as_read(event: Event, day: EventDate, rule: dict) -> tuple[datetime, datetime | None]:
    """When other calendars would have a date by the rule alone: each as long as the first (RFC 5545, 3.8.5.3).

    Ours keep the hour of their end, so that one is longer or shorter that lasts through a night of the clock."""
    if day.original_at not in rule or event.is_all_day:
        return day.original_at, rule.get(day.original_at)
    return day.original_at, day.original_at + (event.ends_at - event.starts_at)


def _override(event: Event, day: EventDate) -> Entry:
    entry = _entry(event, day.starts_at, day.ends_at)
    entry.add("recurrence-id", _moment(event, day.original_at))
    return entry


def _entry(event: Event, starts_at: datetime, ends_at: datetime) -> Entry:
    address = address_of(event.path)
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.changed_at)
    entry.add("created", event.created_at)
    entry.add("last-modified", event.changed_at)
    entry.add("dtstart", _moment(event, starts_at))
    entry.add("dtend", _moment(event, ends_at))
    entry.add("summary", event.title)
    words = (event.cancel_reason, plain_text(event.html), address)
    entry.add("description", "\n\n".join(filter(None, words)))
    if event.place:
        entry.add("location", event.place)
    # Never the link of the meeting: a file or a feed goes on to others, and it is for who comes.
    entry.add("url", address)
    entry.add("status", STATUSES.get(event.state, "CONFIRMED"))
    if event.is_all_day:
        entry.add("transp", "TRANSPARENT")
    return entry


def _organizer(name: str) -> vCalAddress:
    """Who invites, which every published event has (RFC 5546, 3.2.1): the host by name, at the address mails of the academy
    come from. No address of a person goes into a calendar."""
    organizer = vCalAddress(f"mailto:{parseaddr(current_app.config['MAIL_FROM'])[1]}")
    if name:
        organizer.params["CN"] = vText(name)
    return organizer


def _moment(event: Event, at: datetime) -> date | datetime:
    """The day, or the hour on the clock of the event's own zone."""
    local = at.astimezone(event.zone)
    return local.date() if event.is_all_day else local


def _rule_for(event: Event) -> str:
    """UNTIL is a day where DTSTART is one (RFC 5545, 3.3.10)."""
    if not event.is_all_day:
        return event.rrule
    parts = []
    for part in event.rrule.split(";"):
        name, _is, value = part.partition("=")
        if name == "UNTIL" and value.endswith("Z"):
            until = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            value = f"{until.astimezone(event.zone):%Y%m%d}"
        parts.append(f"{name}={value}")
    return ";".join(parts)
