"""Who may do what with certificates."""

from lms.access import Viewer


def can_see_register(viewer: Viewer) -> bool:
    """Who decides what a course gives, sees to whom it was given, and may revoke it: authors and administrators."""
    return viewer.has_role("author")


def is_given_by(offer) -> bool:
    return offer is not None and offer.ended_at is None
