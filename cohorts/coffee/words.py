"""The words about coffees: with whom, how one stands, and when, on the clock of each."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from babel.lists import format_list
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l

from cohorts.calendar.words import reader_zone, when, when_element

ASKED_BY_WORDS = {
    "academy": _l("Everyone in the academy"),
    "cohort": _l("People I share a cohort with"),
    "nobody": _l("Nobody"),
}
STATE_WORDS = {
    "open": _l("A time is looked for"),
    "agreed": _l("Agreed"),
    "declined": _l("Not this time"),
    "cancelled": _l("Cancelled"),
    "lapsed": _l("No time was found"),
}
STATE_ICONS = {
    "open": "calendar-clock", "agreed": "circle-check", "declined": "minus", "cancelled": "ban", "lapsed": "clock",
}  # fmt: skip
MET_WORDS = {"yes": _l("You met"), "no": _l("It did not come to it")}


def with_whom(names: list[str]) -> str:
    """“Coffee with Bram”, “Coffee with Bram and Noor”."""
    return gettext("Coffee with %(names)s", names=listed(names))


def names_in(row) -> list[str]:
    return (row.names or "").split("\n")


def listed(names: list[str]) -> str:
    return format_list(list(names), locale=get_locale() or "en")


class Time:
    """A moment with its length, as the words about events take it."""

    is_all_day = False

    def __init__(self, starts_at: datetime, minutes: int, timezone: str = ""):
        self.starts_at, self.ends_at = starts_at, starts_at + timedelta(minutes=minutes)
        self.timezone = timezone or str(reader_zone())


def time_element(starts_at: datetime, minutes: int):
    """“Thursday 3 December, 10:00–10:30” in the reader's zone."""
    return when_element(Time(starts_at, minutes))


def spoken(starts_at: datetime, minutes: int, zone: ZoneInfo) -> str:
    return when(Time(starts_at, minutes), zone)


def for_others(starts_at: datetime, people) -> str:
    """“18:00 for Bram”, for each of these people whose clock shows another hour than the reader's."""
    here, said = starts_at.astimezone(reader_zone()), []
    for person in people:
        there = starts_at.astimezone(ZoneInfo(person.timezone))
        if person.shows_region and there.utcoffset() != here.utcoffset():
            day = "" if there.date() == here.date() else f"{there:%d-%m} "
            said.append(gettext("%(time)s for %(name)s", time=f"{day}{there:%H:%M}", name=person.name))
    return ", ".join(said)


def line_of(row) -> SimpleNamespace:
    """A coffee as a line or a day of a calendar shows it."""
    time = Time(row.starts_at, row.minutes)
    return SimpleNamespace(
        id=row.id, event_id=None, starts_at=time.starts_at, ends_at=time.ends_at, is_all_day=False,
        timezone=time.timezone, zone=reader_zone(), kind="coffee", state="planned", cancelled_at=None,
        title=with_whom(names_in(row)), place="", link=row.place, whose="", capacity=None, taken=0,
        answer="going", guests=0,
    )  # fmt: skip
