"""What a mail may still say of assignments when it leaves: not of what was handed in, reviewed or taken away meanwhile."""

from cohorts.assignments import queries
from cohorts.assignments.peers.queries import standing_reviews
from cohorts.assignments.quizzes import still_to_make
from courses.assignments.queries import extensions_of
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


@stands("more-time")
def still_given(reader, notifications) -> list[int]:
    """The ids of those that tell the day this reader has now."""
    days = extensions_of(reader.id, [_number(row.thread) for row in notifications])
    given = {lesson_id: str(round(due_at.timestamp())) for lesson_id, due_at in days.items()}
    return [row.id for row in notifications if given.get(_number(row.thread)) == row.thing.rsplit(":", 1)[1]]


def _number(name: str) -> int:
    return int(name.split(":")[1])
