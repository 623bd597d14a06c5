"""What a mail may still say of charters when it leaves: not of one somebody looked at meanwhile."""

from discussions.charter.queries import waiting_for_review
from lms.database import now
from lms.notifications.standing import stands


@stands("charter")
def still_stands(_reader, notifications) -> list[int]:
    waiting = waiting_for_review({_number(row.thread) for row in notifications}, now().date())
    return [row.id for row in notifications if _number(row.thread) in waiting]


def _number(thread: str) -> int:
    return int(thread.partition(":")[2])
