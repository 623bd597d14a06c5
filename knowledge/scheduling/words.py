"""Why a draft was not published by itself, in words; and the moments it is about, in the zone of the academy."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from lms.moments import Teller
from lms.people.signing_in import academy

PROBLEM_WORDS = {
    "archived": _l("The article or its collection is in the archive."),
    "publisher": _l("Who planned it no longer writes in this collection."),
    "words": _l("The draft has no title, or is too long."),
    "quotes": _l("It shows a quotation whose writer has not said yes."),
    "conflict": _l("Two texts stand in the draft between marks, and nobody has chosen yet."),
    "changes": _l("Its reviewer asked for a change, and the draft is still the same."),
}


def academy_zone() -> ZoneInfo:
    return ZoneInfo(academy().timezone)


def in_academy(moment: datetime) -> str:
    """“7 December 2026 09:00 (Europe/Amsterdam)”."""
    zone = academy_zone()
    return f"{Teller(str(get_locale() or 'en'), zone).day(moment)} {moment.astimezone(zone):%H:%M} ({zone.key})"
