"""What a mail may still say of drafts when it leaves: not of one that no longer waits for its reader."""

from knowledge.reviews import queries
from knowledge.reviews.comments.queries import known_to
from knowledge.scheduling.queries import still_so
from lms.notifications.standing import stands


@stands("draft")
def still_asks(reader, notifications) -> list[int]:
    """The ids of those about drafts that still wait for this reader, or that they asked about themselves; those about
    comments they may still read; and those about what became of a planned publication, as long as it is still so."""
    said = known_to(reader.id, [number for row in notifications if (number := _number_of(row, "draft-comment"))])
    ended = still_so([number for row in notifications if (number := _number_of(row, "schedule"))])
    asked = queries.still_asked(reader.id, [_article_id(row) for row in notifications])

    def still(row) -> bool:
        if number := _number_of(row, "draft-comment"):
            return number in said
        if number := _number_of(row, "schedule"):
            return number in ended
        return _article_id(row) in asked

    return [row.id for row in notifications if still(row)]


def _number_of(notification, of_kind: str) -> int | None:
    kind, _, rest = notification.thing.partition(":")
    return int(rest.partition(":")[0]) if kind == of_kind else None


def _article_id(notification) -> int:
    return int(notification.thread.partition(":")[2])
