"""Until when what was removed from the bank comes back; who edits the course edits its bank."""

from datetime import datetime

from courses.questions.actions import UNDO


def can_restore(removed, moment: datetime) -> bool:
    """Whether a question or category that was removed is still kept."""
    return removed.removed_at is not None and moment - removed.removed_at <= UNDO
