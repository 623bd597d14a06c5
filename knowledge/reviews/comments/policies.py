"""Who may do what with a comment on a draft, decided from what is loaded."""

from datetime import datetime, timedelta

from knowledge.policies import can_write
from lms.access import Viewer

UNDO = timedelta(days=30)


def can_change(viewer: Viewer, said) -> bool:
    """Its author says it otherwise, as long as it stands."""
    return said.author_id == viewer.id and said.removed_at is None


def can_remove(viewer: Viewer, said, collection) -> bool:
    """Its author, and whoever writes in the collection and so answers for what is said about its drafts."""
    return said.removed_at is None and (said.author_id == viewer.id or can_write(viewer, collection))


def can_bring_back(viewer: Viewer, said, moment: datetime) -> bool:
    """Who removed it, for thirty days."""
    return said.removed_at is not None and said.removed_by == viewer.id and moment - said.removed_at <= UNDO


def can_resolve(said) -> bool:
    """Whoever reads it calls a comment resolved or not; an answer is part of one."""
    return said.parent_id is None and said.removed_at is None
