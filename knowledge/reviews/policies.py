"""Who may do what with a review of a draft, decided from what is loaded."""

from knowledge.policies import can_write
from lms.access import Viewer


def can_ask(viewer: Viewer, collection) -> bool:
    """Whoever writes in a collection asks somebody to read a draft, and takes that back."""
    return can_write(viewer, collection)


def can_answer(viewer: Viewer, review) -> bool:
    """Only who was asked says what they think, as long as it is asked."""
    return review is not None and review.reviewer_id == viewer.id and review.ending == ""
