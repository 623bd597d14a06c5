"""Founding: what must exist before the first page can be shown."""

from lms.access import found_audiences
from lms.admin.models import Academy
from lms.database import db


def found_academy() -> Academy:
    """The academy and its three audiences; made when missing, left alone when there."""
    found_audiences()
    academy = db.session.get(Academy, 1)
    if academy is None:
        academy = Academy(id=1)
        db.session.add(academy)
    db.session.flush()
    return academy
