"""What somebody chose to show of what they did."""

from lms.database import db
from lms.people.deeds.models import ShownDeed


def shown_kinds(user_id: int) -> set[str]:
    return set(db.session.scalars(db.select(ShownDeed.kind).filter_by(user_id=user_id)))
