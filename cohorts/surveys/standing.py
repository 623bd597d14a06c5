"""What a mail may still say of a survey when it leaves: not to answer one that is closed, or that they answered."""

from cohorts.surveys import queries
from lms.database import now
from lms.notifications.standing import stands


@stands("survey")
def still_stands(reader, notifications) -> list[int]:
    rounds = queries.standing_rounds(reader.id, [_number(row.thing) for row in notifications])
    return [row.id for row in notifications if _holds(row.thing, rounds.get(_number(row.thing)), now())]


def _holds(thing: str, current, moment) -> bool:
    if current is None:
        return False
    if thing.startswith("survey-results"):
        return current.closed_at is not None
    return current.closed_at is None and moment < current.closes_at and not current.has_answered


def _number(thing: str) -> int:
    """The number in `survey-asks:31`."""
    return int(thing.split(":")[1])
