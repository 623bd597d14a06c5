"""What a mail may still say of drafts when it leaves: not of one that no longer waits for its reader."""

from knowledge.reviews import queries
from lms.notifications.standing import stands


@stands("draft")
def still_asks(reader, notifications) -> list[int]:
    """The ids of those about drafts that still wait for this reader, or that they asked about themselves."""
    asked = queries.still_asked(reader.id, [_article_id(row) for row in notifications])
    return [row.id for row in notifications if _article_id(row) in asked]


def _article_id(notification) -> int:
    return int(notification.thread.partition(":")[2])
