"""The SELECT of office hours."""

from discussions.answering.hours import Hours
from discussions.answering.models import OfficeHours
from lms.database import db


def find_office_hours() -> OfficeHours | None:
    return db.session.get(OfficeHours, 1)


def get_hours() -> Hours | None:
    """The office hours as the clock counts them; None when every hour counts."""
    row = find_office_hours()
    return Hours(frozenset(map(int, row.days)), row.opens, row.closes, row.timezone) if row else None
