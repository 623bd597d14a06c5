"""What a mail may still say of stories when it leaves: to who wrote them, and to who decides about them."""

from knowledge.stories import queries
from lms.notifications.standing import stands


@stands("story")
def still_concerns(reader, notifications) -> list[int]:
    known = queries.known_to(reader.id, [_article_id(row) for row in notifications])
    return [row.id for row in notifications if _article_id(row) in known]


def _article_id(notification) -> int:
    return int(notification.thread.partition(":")[2])
