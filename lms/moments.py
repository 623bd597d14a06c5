"""Moments as people say them: relative for a week, then a date, always with the full date in the reader's zone."""

from datetime import date, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from flask_babel import get_locale, get_timezone, gettext, ngettext
from markupsafe import Markup

from lms.database import now


class Teller:
    """Tells moments to one reader: in their language, in their zone."""

    def __init__(self, locale: str, zone: tzinfo | str):
        # pytz, which flask_babel hands out, takes ten times as long to find a local time.
        self.locale, self.zone = locale, ZoneInfo(str(zone))

    def moment(self, value: datetime | None) -> Markup:
        """A `<time>` element: the words a person would use, the exact moment for machines and on hover."""
        if value is None:
            return Markup("")
        local = value.astimezone(self.zone).replace(second=0, microsecond=0)
        return Markup(_opening(local, local.utcoffset(), self.locale) + self.spoken(value) + "</time>")

    def spoken(self, value: datetime) -> str:
        """“40 minutes ago”, “yesterday 16:10”, “Monday 16:10”, “28 September”."""
        moment, local = now(), value.astimezone(self.zone)
        today = moment.astimezone(self.zone).date()
        days = (today - local.date()).days
        if not -7 < days < 7:
            return _date(local.year, local.month, local.day, self.locale, with_year=local.year != today.year)
        minutes = int((moment - value).total_seconds() // 60)
        if 0 <= minutes < 1:
            return gettext("just now")
        if 0 <= minutes < 60:
            return ngettext("%(num)d minute ago", "%(num)d minutes ago", minutes)
        if days == 0 and minutes > 0:
            return ngettext("%(num)d hour ago", "%(num)d hours ago", minutes // 60)
        if days == 0:
            name = gettext("today")
        elif days == 1:
            name = gettext("yesterday")
        elif days == -1:
            name = gettext("tomorrow")
        else:
            name = weekday(local, self.locale)
        return f"{name} {local:%H:%M}"

    def day(self, value: datetime | date) -> str:
        """The date alone, in the reader's zone and language."""
        local = value.astimezone(self.zone) if isinstance(value, datetime) else value
        return _date(local.year, local.month, local.day, self.locale, with_year=True)


def teller() -> Teller:
    """Tells moments to whoever the words of this moment are for."""
    return teller_of(str(get_locale() or "en"), str(get_timezone()))


@lru_cache
def teller_of(locale: str, zone: str) -> Teller:
    return Teller(locale, zone)


def moment(value: datetime | None) -> Markup:
    return teller().moment(value)


def spoken(value: datetime) -> str:
    return teller().spoken(value)


def day(value: datetime | date) -> str:
    return teller().day(value)


def weekday(local: datetime, locale: str) -> str:
    return _names(locale)[0][local.weekday()]


# Babel parses a pattern for every date; a page of posts has forty, so the names are looked up once.
@lru_cache
def _names(locale: str) -> tuple[dict[int, str], dict[int, str]]:
    data = Locale.parse(locale)
    return data.days["format"]["wide"], data.months["format"]["wide"]


@lru_cache(2048)
def _date(year: int, month: int, day_of_month: int, locale: str, *, with_year: bool) -> str:
    return f"{day_of_month} {_names(locale)[1][month]}" + (f" {year}" if with_year else "")


@lru_cache(8192)
def _opening(local: datetime, offset, locale: str) -> str:
    date = _date(local.year, local.month, local.day, locale, with_year=True)
    stamp = local.isoformat(timespec="minutes")
    return f'<time datetime="{stamp}" title="{weekday(local, locale)} {date}, {local:%H:%M}">'
