"""What a mail may still say of goals when it leaves: not of one that is closed, or that somebody else sees to by now."""

from discussions.insights.goals.queries import open_owned_by
from lms.notifications.standing import stands


@stands("goal")
def still_stands(reader, notifications) -> list[int]:
    owned = open_owned_by(reader.id, {_number(row.thread) for row in notifications})
    return [row.id for row in notifications if _number(row.thread) in owned]


def _number(thread: str) -> int:
    return int(thread.partition(":")[2])
