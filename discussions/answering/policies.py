"""Who may hand a question over and set the ladder of a space, decided from what is loaded."""

from discussions.policies import leads, takes_part
from lms.access import Viewer


def can_hand_over(viewer: Viewer, topic, place=None) -> bool:
    """Who leads, and whoever sees to it now."""
    is_theirs = place is not None and place.owner_id == viewer.id
    return takes_part(viewer, topic) and (leads(viewer, topic) or is_theirs)


def can_set_ladder(viewer: Viewer, space) -> bool:
    return takes_part(viewer, space) and leads(viewer, space)


def can_set_office_hours(viewer: Viewer) -> bool:
    return viewer.has_role("admin")
