"""What a mail may still say of assignments when it leaves: not of what was handed in, reviewed or taken away meanwhile."""

from cohorts.assignments import queries
from cohorts.assignments.peers.queries import standing_reviews
from cohorts.assignments.quizzes import still_to_make
from lms.database import now
from lms.notifications.standing import stands


@stands("assignment")
def still_due(reader, notifications) -> list[int]:
    """The ids of those about work this reader has still to hand in, in time."""
    due = queries.still_due(reader.id, [_number(row.thread) for row in notifications], now())
    return [row.id for row in notifications if _number(row.thread) in due]


@stands("quiz-due")
def still_open(reader, notifications) -> list[int]:
    """The ids of those about quizzes this reader has still to make, while they are open."""
    due = still_to_make(reader.id, [_number(row.thread) for row in notifications], now())
    return [row.id for row in notifications if _number(row.thread) in due]


@stands("peer-review")
def still_asked(reader, notifications) -> list[int]:
    asked = standing_reviews(reader.id, [_number(row.thread) for row in notifications])
    return [row.id for row in notifications if _number(row.thread) in asked]


def _number(name: str) -> int:
    return int(name.split(":")[1])
