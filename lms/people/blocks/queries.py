"""Every SELECT about blocks, and the condition with which other statements leave blocked people out."""

from sqlalchemy import ColumnElement, and_, exists, or_, select

from lms.database import db
from lms.people.blocks.models import Block
from lms.people.models import User
from lms.people.queries import Face


def has_blocked(blocker_id, blocked_id) -> ColumnElement:
    """Whether one has blocked the other, for the WHERE of a statement; both are ids or columns."""
    return exists().where(Block.blocker_id == blocker_id, Block.blocked_id == blocked_id)


def blocks_between(a: int, b: int) -> bool:
    """Whether one of these two has blocked the other, whoever it was: then nothing brings them together."""
    either = or_(and_(Block.blocker_id == a, Block.blocked_id == b), and_(Block.blocker_id == b, Block.blocked_id == a))
    return db.session.scalar(select(exists().where(either)))


def pairs_apart(user_ids) -> set[frozenset[int]]:
    """The pairs among these people of whom one has blocked the other: for who matches many at once."""
    ids = list(user_ids)
    pairs = select(Block.blocker_id, Block.blocked_id).where(Block.blocker_id.in_(ids), Block.blocked_id.in_(ids))
    return {frozenset(pair) for pair in db.session.execute(pairs)}


def blocked_by(user_id: int) -> list[Face]:
    """Whom a person has blocked, by name; those who closed their account as well."""
    rows = db.session.execute(
        select(User.id, User.name, User.photo_key)
        .join(Block, Block.blocked_id == User.id)
        .where(Block.blocker_id == user_id)
        .order_by(User.name, User.id)
    )
    return [Face.of(*row) for row in rows]


def find_block(blocker_id: int, blocked_id: int) -> Block | None:
    return db.session.get(Block, (blocker_id, blocked_id))
