"""The inbox shows what came last first, by number; what the demo told at moments of its own gets numbers in their order."""

from sqlalchemy import select, update

from lms.database import db
from lms.notifications.models import Notification

AS_ROWS = {"synchronize_session": False}


def number_notifications() -> None:
    db.session.flush()
    ids = sorted(db.session.scalars(select(Notification.id)))
    in_time = list(db.session.scalars(select(Notification.id).order_by(Notification.created_at, Notification.id)))
    for new, old in zip(ids, in_time, strict=True):
        # Below zero first: each number is somebody else's until all have moved.
        db.session.execute(
            update(Notification).where(Notification.id == old).values(id=-new), execution_options=AS_ROWS
        )
    db.session.execute(
        update(Notification).where(Notification.id < 0).values(id=-Notification.id), execution_options=AS_ROWS
    )
    db.session.expire_all()
