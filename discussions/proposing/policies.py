"""Who proposes an answer as an article, and who decides about that; decided from what is loaded."""

from discussions.policies import takes_part
from knowledge.policies import can_keep_knowledge
from lms.access import Viewer


def can_propose_article(viewer: Viewer, topic) -> bool:
    """Whoever takes part where a question was answered."""
    return takes_part(viewer, topic) and topic.kind == "question" and topic.accepted_post_id is not None


def can_decide(viewer: Viewer, proposal) -> bool:
    return proposal.is_open and can_keep_knowledge(viewer)


def can_take_back(viewer: Viewer, proposal) -> bool:
    return proposal.is_open and proposal.proposed_by == viewer.id
