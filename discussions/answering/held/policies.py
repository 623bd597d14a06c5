"""Who may hold an answer back, read what is held, and send it."""

from discussions.clock import is_waiting
from discussions.policies import leads, takes_part
from lms.access import Viewer


def can_read_held(viewer: Viewer, topic) -> bool:
    return takes_part(viewer, topic) and leads(viewer, topic)


def can_hold(viewer: Viewer, topic) -> bool:
    """Who leads, as long as the question waits; whether its peers still have it, the ladder says."""
    return can_read_held(viewer, topic) and is_waiting(topic) and topic.author_id != viewer.id


def can_send(viewer: Viewer, topic, held) -> bool:
    """Nobody but its author puts words under their name, or throws them away."""
    return can_read_held(viewer, topic) and held.author_id == viewer.id
