"""The words about events: their kinds, when they are in the reader's zone, and what a host sees to."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import format_date, get_timezone, gettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from lms.database import now

KIND_WORDS = {"session": _l("Session"), "webinar": _l("Webinar"), "meetup": _l("Meet-up"), "coffee": _l("Coffee")}
KIND_ICONS = {"session": "graduation-cap", "webinar": "video", "meetup": "users"}
ANSWER_WORDS = {
    "going": _l("You come"),
    "waiting": _l("You are on the waiting list"),
    "maybe": _l("You may come"),
    "no": _l("You do not come"),
}
ANSWER_CHOICES = {"going": _l("I come"), "maybe": _l("Maybe"), "no": _l("I do not come")}
REPEAT_WORDS = {
    "": _l("Once"),
    "weekly": _l("Every week"),
    "fortnightly": _l("Every two weeks"),
    "monthly": _l("Every month, on the same weekday"),
}


class Held:
    """One date of an event with what is said of when it is."""

    def __init__(self, event, day):
        self.id, self.starts_at, self.ends_at, self.cancelled_at = day.id, day.starts_at, day.ends_at, day.cancelled_at
        self.is_all_day, self.timezone, self.zone = event.is_all_day, event.timezone, event.zone


def reader_zone() -> ZoneInfo:
    return ZoneInfo(str(get_timezone()))


def when(row, zone: ZoneInfo | None = None) -> str:
    """“Thursday 3 December, 19:30–21:00” in the reader's zone; whole days are the same day everywhere."""
    if row.is_all_day:
        first, last = days_of(row)
        return _day(first) if first == last else f"{_day(first)} – {_day(last)}"
    zone = zone or reader_zone()
    start, end = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    if start.date() == end.date():
        return f"{_day(start.date())}, {start:%H:%M}–{end:%H:%M}"
    return f"{_day(start.date())}, {start:%H:%M} – {_day(end.date())}, {end:%H:%M}"


def when_element(row) -> Markup:
    """The same as a `<time>` element that holds the exact moment."""
    zone = ZoneInfo(row.timezone) if row.is_all_day else reader_zone()
    start = row.starts_at.astimezone(zone)
    stamp = start.date().isoformat() if row.is_all_day else start.isoformat(timespec="minutes")
    return Markup('<time datetime="{}">{}</time>').format(stamp, when(row))


def days_of(row) -> tuple[date, date]:
    """First and last day of what takes whole days, where it takes place; its end is the midnight after."""
    zone = ZoneInfo(row.timezone)
    first = row.starts_at.astimezone(zone).date()
    return first, max(first, (row.ends_at.astimezone(zone) - timedelta(seconds=1)).date())


def day_in(row, zone: ZoneInfo) -> tuple[date, date]:
    """The days a date covers in a month as the reader sees it."""
    if row.is_all_day:
        return days_of(row)
    first = row.starts_at.astimezone(zone).date()
    return first, max(first, (row.ends_at.astimezone(zone) - timedelta(seconds=1)).date())


def there(row) -> str:
    """“20:30–22:00 in Europe/Amsterdam”, for who reads it in a place with another clock; else nothing."""
    here = reader_zone()
    if row.is_all_day or row.starts_at.astimezone(here).utcoffset() == row.starts_at.astimezone(row.zone).utcoffset():
        return ""
    place = row.timezone.rpartition("/")[2].replace("_", " ")
    start, end = row.starts_at.astimezone(row.zone), row.ends_at.astimezone(row.zone)
    return gettext("%(begins)s–%(ends)s in %(place)s", begins=f"{start:%H:%M}", ends=f"{end:%H:%M}", place=place)


def how_near(starts_at: datetime, zone: ZoneInfo) -> str:
    """“Tomorrow 19:30” or “Today 19:30”, for a reminder."""
    start = starts_at.astimezone(zone)
    if start.date() == now().astimezone(zone).date():
        return gettext("Today %(time)s", time=f"{start:%H:%M}")
    return f"{_day(start.date())} {start:%H:%M}"


def places_left(row) -> int | None:
    return None if row.capacity is None else max(0, row.capacity - row.taken)


def name_of(scope) -> str:
    """A cohort and the alumni of a course have names of their own."""
    return scope.name or gettext("The whole academy")


def made(scope, state: str) -> str:
    """What becomes of an event that somebody just made."""
    if scope.cohort_id is not None:
        planned, proposed = gettext("Planned. The cohort hears of it."), gettext("Proposed. The cohort hears of it.")
    elif scope.kind == "academy":
        planned, proposed = (
            gettext("Planned. Everybody hears of it."),
            gettext("Proposed. It stands in everybody’s calendar."),
        )
    else:
        planned, proposed = gettext("Planned. The alumni hear of it."), gettext("Proposed. The alumni hear of it.")
    return planned if state == "planned" else proposed


def checklist(event) -> list[str]:
    """What a host sees to, in the order of time."""
    lines = [gettext("Say in the description what people bring, read or think of beforehand.")]
    if event.kind == "webinar":
        lines += [
            gettext("Agree with the speaker how long they talk, and keep half of the time for questions."),
            gettext("Try sound, picture and the shared screen together a day before."),
        ]
    if event.link:
        lines.append(gettext("Open the link ten minutes early; who comes sees it on the day itself."))
    else:
        lines.append(gettext("Say how people find the place, and whom they ring when they stand before a closed door."))
    if event.capacity:
        lines.append(gettext("Look a day before who comes. Who waits moves up by themselves when somebody cancels."))
    lines += [
        gettext("Begin with a round, so that everybody has spoken once."),
        gettext("Afterwards mark who was there, and write in a few lines what was said for those who were not."),
    ]
    return lines


def _day(day: date) -> str:
    return format_date(day, "EEEE d MMMM" if day.year == now().year else "EEEE d MMMM y")
