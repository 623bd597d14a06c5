"""What a mail may still say of practice plans when it leaves: not of one removed, left behind, or answered meanwhile."""

from cohorts.practice import queries
from lms.notifications.standing import stands


@stands("plan")
def still_stands(reader, notifications) -> list[int]:
    """The ids of those about plans that are there, of a cohort the reader is in, and not settled yet."""
    plans = queries.standing_of(reader.id, [_number(row.thread) for row in notifications])
    asked = queries.unanswered(_numbers(notifications, "check-in"))
    notes = queries.standing_notes(_numbers(notifications, "plan-note"))
    over = {"check-in": asked, "plan-note": notes}
    return [
        row.id
        for row in notifications
        if _number(row.thread) in plans and _number(row.thing) in over.get(_kind(row.thing), {_number(row.thing)})
    ]


@stands("buddy")
def still_asks(reader, notifications) -> list[int]:
    """The ids of those that still wait for this reader's yes or no."""
    plans = queries.standing_of(reader.id, [_number(row.thread) for row in notifications])
    asked = {plan_id for plan_id, row in plans.items() if row.buddy_id == reader.id and row.buddy_state == "asked"}
    return [row.id for row in notifications if _number(row.thread) in asked]


def _kind(thing: str) -> str:
    return thing.partition(":")[0]


def _number(name: str) -> int:
    """The number in `plan:7`, `check-in:31` or `buddy-yes:7:3`."""
    return int(name.split(":")[1])


def _numbers(notifications, kind: str) -> list[int]:
    return [_number(row.thing) for row in notifications if _kind(row.thing) == kind]
