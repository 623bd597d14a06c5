"""Every write about office hours."""

from discussions.answering.models import OfficeHours
from discussions.answering.office.queries import find_office_hours
from lms.admin.audit import audit
from lms.database import db


def save_office_hours(*, days: list[int], opens: int, closes: int, timezone: str, by) -> None:
    """When somebody is at work; without any day, every hour counts again."""
    row = find_office_hours()
    if not days:
        if row is not None:
            db.session.delete(row)
    else:
        row = row or OfficeHours(id=1)
        row.days = "".join(map(str, sorted(set(days))))
        row.opens, row.closes, row.timezone = opens, closes, timezone
        db.session.add(row)
    db.session.flush()
    audit("office hours saved", actor=by, object_kind="academy", object_id=1)
