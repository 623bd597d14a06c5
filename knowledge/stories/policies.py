"""Who may do what with stories, decided from what is loaded."""

from knowledge.policies import can_write
from lms.access import ACADEMY, Viewer

MODERATORS = ("manager", "editor")  # of what the academy reads; in a cohort those who lead it


def can_tell(viewer: Viewer) -> bool:
    """Every member writes in their own name."""
    return viewer.is_authenticated


def can_report(viewer: Viewer, article) -> bool:
    return viewer.is_authenticated and article.collection.owner_id != viewer.id


def can_moderate(viewer: Viewer, article, leaders: set[int]) -> bool:
    """Whoever moderates where it is read, except about their own words. `leaders` lead the cohort it is for."""
    if not viewer.is_authenticated or article.collection.owner_id == viewer.id:
        return False
    return viewer.has_role(*MODERATORS) if article.audience_id == ACADEMY else viewer.id in leaders


def can_feature(viewer: Viewer, collection) -> bool:
    """Who writes in a collection of the academy's shows stories in it."""
    return not collection.is_personal and collection.archived_at is None and can_write(viewer, collection)
