"""Who may vote on an idea, and who decides about it."""

from discussions.ideas.models import DECIDED
from discussions.policies import leads, takes_part
from lms.access import Viewer


def can_vote(viewer: Viewer, topic, stage: str) -> bool:
    """Everybody who belongs here, as long as nothing is decided; whoever proposed it as well."""
    return takes_part(viewer, topic) and topic.closed_at is None and stage not in DECIDED


def can_move(viewer: Viewer, topic) -> bool:
    return takes_part(viewer, topic) and leads(viewer, topic)
