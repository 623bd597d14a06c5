"""What a mail may still say of articles when it leaves: not of one somebody has looked at meanwhile."""

from knowledge.doubts import queries
from lms.notifications.standing import stands


@stands("look")
def still_waits(reader, notifications) -> list[int]:
    """The ids of those about articles readers still find that this reader can do something about."""
    waiting = queries.looked_at_by(reader.id, [_article_id(row) for row in notifications])
    return [row.id for row in notifications if _article_id(row) in waiting]


def _article_id(notification) -> int:
    return int(notification.thread.split(":")[1])
