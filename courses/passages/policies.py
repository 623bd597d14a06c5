"""Who proposes a passage, who decides about it, and who takes it back; decided from what is loaded."""

from courses.editing.policies import can_edit_course
from knowledge.policies import can_write
from lms.access import Viewer


def can_propose(viewer: Viewer, article) -> bool:
    """Who writes the article, as long as readers find it."""
    return article.is_read and can_write(viewer, article.collection)


def can_decide(viewer: Viewer, passage) -> bool:
    return passage.is_open and can_edit_course(viewer, passage.course)


def can_take_back(viewer: Viewer, passage) -> bool:
    return passage.is_open and passage.proposed_by == viewer.id
