"""Every write about blocks."""

from lms.database import db, now
from lms.notifications.actions import end_told_by
from lms.people.blocks.models import Block
from lms.writing import write


def block(user, other_id: int) -> None:
    """From now on nothing that person says reaches this one; what waited in the inbox is put away. Twice is once."""
    write(_blocked, blocker_id=user.id, blocked_id=other_id, at=now())
    end_told_by(user.id, other_id)


def unblock(block: Block) -> None:
    """They may reach this person again; what was said meanwhile is not told after all."""
    db.session.delete(block)
    db.session.flush()


def _blocked(insert):
    return insert(Block.__table__).on_conflict_do_nothing()
