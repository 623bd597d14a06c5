"""What a mail may still say of drafts when it leaves: not of one that no longer waits for its reader."""

from knowledge.reviews import queries
from knowledge.reviews.comments.queries import known_to
from lms.notifications.standing import stands


@stands("draft")
def still_asks(reader, notifications) -> list[int]:
    """The ids of those about drafts that still wait for this reader, or that they asked about themselves; those about
    comments they may still read; and those about what became of a publication they planned."""
    said = known_to(reader.id, [number for row in notifications if (number := _comment_id(row))])
    asked = queries.still_asked(reader.id, [_article_id(row) for row in notifications])

    def still(row) -> bool:
        if number := _comment_id(row):
            return number in said
        return _article_id(row) in asked or row.thing.startswith("schedule:")

    return [row.id for row in notifications if still(row)]


def _comment_id(notification) -> int | None:
    kind, _, rest = notification.thing.partition(":")
    return int(rest.partition(":")[0]) if kind == "draft-comment" else None


def _article_id(notification) -> int:
    return int(notification.thread.partition(":")[2])
