"""Who chooses the tags of a topic, and who decides which there are."""

from discussions import policies
from lms.access import Viewer

TAGS_OF_A_SPACE, TAGS_OF_A_TOPIC = 20, 5


def can_tag(viewer: Viewer, topic) -> bool:
    """Who began the topic, and who leads."""
    is_theirs = topic.author_id == viewer.id or policies.leads(viewer, topic)
    return policies.takes_part(viewer, topic) and is_theirs


def can_arrange_tags(viewer: Viewer, space) -> bool:
    return policies.takes_part(viewer, space) and policies.leads(viewer, space)
