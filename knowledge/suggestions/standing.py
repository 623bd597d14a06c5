"""What a mail may still say of suggestions when it leaves: only to who may still read them."""

from knowledge.suggestions import queries
from lms.notifications.standing import stands


@stands("suggestion")
def still_reads(reader, notifications) -> list[int]:
    """The ids of those about suggestions their reader made, or can decide about."""
    known = queries.known_to(reader.id, [_suggestion_id(row) for row in notifications])
    return [row.id for row in notifications if _suggestion_id(row) in known]


def _suggestion_id(notification) -> int:
    return int(notification.thread.partition(":")[2])
