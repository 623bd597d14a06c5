"""Every SELECT about polls: the poll of a topic with one person’s own ballot, and what everybody chose."""

import hashlib
import hmac

from flask import current_app
from sqlalchemy import Select, and_, bindparam, exists, func, select

from discussions.models import Post, Topic
from discussions.polls.models import Ballot, Poll
from discussions.queries import topics_visible_to
from lms.access import Viewer
from lms.database import db
from lms.people.models import User
from lms.reading import read

_MINE = and_(Ballot.topic_id == Poll.topic_id, Ballot.mark == bindparam("mark"))
_POLL = (
    select(
        Poll.topic_id,
        Poll.options,
        Poll.method,
        Poll.is_secret,
        Poll.results,
        Poll.closes_at,
        Poll.closed_at,
        Poll.shown,
        Ballot.choices.label("mine"),
    )  # fmt: skip
    .outerjoin(Ballot, _MINE)
    .where(Poll.topic_id == bindparam("topic_id"))
)
_COUNTS = (
    select(Ballot.choices, func.count().label("number"))
    .where(Ballot.topic_id == bindparam("topic_id"))
    .group_by(Ballot.choices)
)
_NAMED = (
    select(Ballot.choices, User.name)
    .join(User, User.id == Ballot.user_id)
    .where(Ballot.topic_id == bindparam("topic_id"))
    .order_by(User.name, User.id)
)


def polls_visible_to(viewer: Viewer) -> Select:
    """The topics of the kind poll that a person reads, as long as what they ask stands."""
    asks = exists().where(Post.topic_id == Topic.id, Post.number == 1, Post.deleted_at.is_(None))
    return topics_visible_to(viewer).where(Topic.kind == "poll", asks)


def find_poll(topic_id: int, voter_id: int | None):
    """What can be chosen, and what this person chose; None of a topic that is no poll."""
    return read(_POLL, topic_id=topic_id, mark=mark_of(topic_id, voter_id or 0)).one_or_none()


def counts_of(topic_id: int):
    """(choices, by how many)."""
    return read(_COUNTS, topic_id=topic_id)


def names_of(topic_id: int):
    """(choices, name) of everybody who voted in a named poll."""
    return read(_NAMED, topic_id=topic_id)


def has_ballots(topic_id: int) -> bool:
    return db.session.scalar(select(exists().where(Ballot.topic_id == topic_id)))


def mark_of(topic_id: int, user_id: int) -> str:
    """Where a person’s own ballot is found again, without a name on it."""
    who = f"ballot:{topic_id}:{user_id}".encode()
    return hmac.new(current_app.config["SECRET_KEY"].encode(), who, hashlib.sha256).hexdigest()
