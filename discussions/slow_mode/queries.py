"""When somebody may write again in a conversation in slow mode."""

from datetime import datetime, timedelta

from sqlalchemy import select

from discussions.models import Post
from lms.access import Viewer
from lms.database import db, now


def waits_until(viewer: Viewer, topic) -> datetime | None:
    """The moment from which the person may reply again; None when that is now."""
    moment = now()
    if topic.slow_until is None or topic.slow_until <= moment:
        return None
    newest = select(Post.created_at).where(Post.topic_id == topic.id, Post.author_id == viewer.id)
    last = db.session.scalar(newest.order_by(Post.id.desc()).limit(1))
    if last is None:
        return None
    again = min(last + timedelta(minutes=topic.slow_minutes), topic.slow_until)
    return again if again > moment else None
