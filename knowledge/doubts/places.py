"""Where a page of the queue ends, as its address says it."""

from datetime import UTC, datetime
from typing import NamedTuple

from lms.pages import number


class After(NamedTuple):
    """The last row of a page: whether it stands among the last, since when it waits, and its number."""

    is_last: int
    waits: datetime
    id: int

    @classmethod
    def of(cls, row) -> str:
        return f"{row.is_last}~{row.waits.isoformat()}~{row.id}"


def read_after(text: str) -> After:
    """For `request.args.get(…, type=read_after)`; nothing when it is no place in the queue."""
    is_last, moment, article_id = text.split("~")
    found = After(int(is_last == "1"), datetime.fromisoformat(moment), number(article_id))
    try:
        found.waits.astimezone(UTC)
    except OverflowError as error:  # the first and last days of the calendar have no place in every zone
        raise ValueError("no such moment") from error
    if found.waits.tzinfo is None:
        raise ValueError("a moment of no zone")
    return found
