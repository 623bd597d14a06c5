"""Who makes an article of an answer; decided from what is loaded."""

from discussions.policies import takes_part
from lms.access import Viewer


def can_ripen(viewer: Viewer, topic, *, writes: bool) -> bool:
    """Whoever takes part where a question was answered and writes (`writes`) in some collection."""
    return takes_part(viewer, topic) and writes and topic.kind == "question" and topic.accepted_post_id is not None
