"""What a mail may still say of passages when it leaves: only to who may still read them."""

from courses.passages.queries import known_to
from lms.notifications.standing import stands
from lms.people.queries import viewer_of


@stands("passage")
def still_reads(reader, notifications) -> list[int]:
    """The ids of those about passages their reader proposed, or can decide about."""
    known = known_to(viewer_of(reader.id), [_passage_id(row) for row in notifications])
    return [row.id for row in notifications if _passage_id(row) in known]


def _passage_id(notification) -> int:
    return int(notification.thread.partition(":")[2])
