"""Every write to the moderation log."""

from datetime import datetime

from discussions.models import Post, Topic
from discussions.moderation.models import LogEntry
from lms.admin.audit import audit
from lms.database import db, now


def note(
    act: str, topic: Topic, *, by, post: Post | None = None, reason: str = "", at: datetime | None = None,
    space_id: int | None = None, other_topic_id: int | None = None, other_space_id: int | None = None,
) -> None:  # fmt: skip
    """Write down, for the readers of the space and for the academy, what somebody did. `at` seeds the past."""
    entry = LogEntry(
        space_id=space_id or topic.space_id,
        topic_id=topic.id,
        post_id=post.id if post else None,
        other_topic_id=other_topic_id,
        other_space_id=other_space_id,
        act=act,
        reason=reason,
        by_id=by.id if by else None,
        at=at or now(),
    )
    db.session.add(entry)
    db.session.flush()
    if at is None:
        kind, object_id = ("post", post.id) if post else ("topic", topic.id)
        audit(act, actor=by, object_kind=kind, object_id=object_id, audience_id=topic.audience_id)


def note_other_hand(act: str, topic: Topic, post: Post, by) -> None:
    """Whoever leads may change what others wrote; that they did is never a secret."""
    if by.id != post.author_id:
        note(act, topic, by=by, post=post)
