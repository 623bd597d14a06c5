"""What a mail may still say of contributions when it leaves: only to who may still read them."""

from knowledge.contributions import queries
from lms.notifications.standing import stands


@stands("contribution")
def still_reads(reader, notifications) -> list[int]:
    """The ids of those about contributions their reader wrote, or answers for."""
    known = queries.known_to(reader.id, [_contribution_id(row) for row in notifications])
    return [row.id for row in notifications if _contribution_id(row) in known]


def _contribution_id(notification) -> int:
    return int(notification.thread.partition(":")[2])
