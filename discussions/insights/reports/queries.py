"""The SELECT about reports: the words that were kept for a period."""

from sqlalchemy import select

from discussions.insights.reports.models import Report
from lms.database import db


def find_report(audience_id: int, period: str, *, lock: bool = False) -> Report | None:
    statement = select(Report).filter_by(audience_id=audience_id, period=period)
    return db.session.scalars(statement.with_for_update() if lock else statement).one_or_none()
