"""Days as people write them: from a date picker, in figures, or with the name of the month in English or Dutch."""

import re
from calendar import monthrange
from datetime import date

from babel.dates import get_month_names
from flask_babel import get_locale, gettext
from wtforms import Field
from wtforms.widgets import TextInput

from lms.languages import NAMES

FIRST_YEAR, LAST_YEAR = 1990, 2100
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
FIGURES = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
DAY_FIRST = re.compile(r"(\d{1,2})\.? ([^\W\d_]+)\.?,? (\d{4})")
MONTH_FIRST = re.compile(r"([^\W\d_]+)\.? (\d{1,2}),? (\d{4})")


class NoSuchDay(ValueError):
    """The words name no day; the message says what to write instead."""


def parse_day(words: str) -> date:
    """The day these words mean."""
    words = " ".join(words.split())
    if found := ISO.fullmatch(words):
        year, month, day = map(int, found.groups())
    elif found := FIGURES.fullmatch(words):
        day, month, year = map(int, found.groups())
    elif found := DAY_FIRST.fullmatch(words):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    elif found := MONTH_FIRST.fullmatch(words):
        month, day, year = _month(found[1]), int(found[2]), int(found[3])
    else:
        raise NoSuchDay(_example())
    if not 1 <= month <= 12:
        raise NoSuchDay(_example())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchDay(
            gettext("Write a year between %(first)s and %(last)s.", first=str(FIRST_YEAR), last=str(LAST_YEAR))
        )
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise NoSuchDay(
            gettext("%(month)s has %(days)d days.", month=_name(month), days=days)
            + " "
            + _example(f"{days} ", month, year)
        )
    return date(year, month, day)


class DayWidget(TextInput):
    """A date picker; what it cannot show, because it is no day, stands in a text field to be mended."""

    def __call__(self, field, **attributes):
        attributes.setdefault("type", "text" if field.written and field.data is None else "date")
        return super().__call__(field, **attributes)


class DayField(Field):
    """A day, with a sentence that says what to write when it is none."""

    widget = DayWidget()
    written = ""

    def process_formdata(self, valuelist):
        if not valuelist:
            return
        self.written, self.data = valuelist[0].strip(), None
        if self.written:
            self.data = parse_day(self.written)

    def _value(self):
        return self.data.isoformat() if self.data else self.written


def _month(word: str) -> int:
    word = word.casefold()
    for language in NAMES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                if len(word) >= 3 and name.casefold().startswith(word):
                    return number
    raise NoSuchDay(_example())


def _name(month: int) -> str:
    name = get_month_names("wide", "stand-alone", locale=get_locale() or "en")[month]
    return name[:1].upper() + name[1:]


def _example(day: str = "30 ", month: int = 6, year: int = 2026) -> str:
    name = get_month_names("wide", locale=get_locale() or "en")[month]
    return gettext("Write a date such as %(example)s.", example=f"{day}{name} {year}")
