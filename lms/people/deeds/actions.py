"""The one write about deeds: which kinds somebody shows."""

from lms.database import db
from lms.people.deeds.models import ShownDeed


def show_kinds(user_id: int, names: set[str]) -> None:
    """These kinds and no others are shown, to whom the profile says."""
    db.session.execute(db.delete(ShownDeed).where(ShownDeed.user_id == user_id))
    db.session.add_all(ShownDeed(user_id=user_id, kind=name) for name in sorted(names))
    db.session.flush()
