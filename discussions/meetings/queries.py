"""Every SELECT about conversations about events."""

from sqlalchemy import case, select

from discussions.models import Topic
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User

RECAP = "recap"  # the anchor key of what was written down for who was not there
MOST = 30


def talks_about(viewer: Viewer, event_id: int) -> list:
    """The conversations about an event that the viewer reads: recaps first, then the newest."""
    return db.session.execute(
        select(
            Topic.id, Topic.title, Topic.anchor_key, Topic.reply_count, Topic.created_at, Topic.author_id,
            User.name, User.photo_key,
        )
        .join(User, User.id == Topic.author_id)
        .where(Topic.event_id == event_id, Topic.deleted_at.is_(None), visible(Topic.audience_id, viewer))
        .order_by(case((Topic.anchor_key == RECAP, 0), else_=1), Topic.id.desc())
        .limit(MOST)
    ).all()  # fmt: skip
