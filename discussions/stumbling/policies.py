"""Who is shown where people stumble."""

from lms.access import Viewer


def can_see_stumbling(viewer: Viewer) -> bool:
    """Who writes, leads or manages; each of what they read anyway."""
    return viewer.has_role("author", "facilitator", "manager")
