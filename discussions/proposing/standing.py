"""What a mail may still say of proposals when it leaves: only to who may still read them."""

from discussions.proposing.queries import known_to
from lms.notifications.standing import stands
from lms.people.queries import viewer_of


@stands("article_proposal")
def still_reads(reader, notifications) -> list[int]:
    """The ids of those about proposals their reader made, or can decide about."""
    known = known_to(viewer_of(reader.id), [_article_proposal_id(row) for row in notifications])
    return [row.id for row in notifications if _article_proposal_id(row) in known]


def _article_proposal_id(notification) -> int:
    return int(notification.thread.partition(":")[2])
