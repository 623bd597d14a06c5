"""Every SELECT about mailing."""

from sqlalchemy import and_, bindparam, select

from discussions.following.models import Follow
from discussions.following.statements import VIEWER, level_in
from discussions.models import Post, Topic
from discussions.reading.models import ReadingState
from lms.reading import read

_STANDING = (
    select(
        Post.id, Post.number, ReadingState.last_read, ReadingState.seen_at, level_in(Topic.space_id).label("level")
    )
    .join(Topic, Topic.id == Post.topic_id)
    .outerjoin(ReadingState, and_(ReadingState.topic_id == Topic.id, ReadingState.user_id == VIEWER))
    .outerjoin(Follow, and_(Follow.topic_id == Topic.id, Follow.user_id == VIEWER))
    .where(
        Post.id.in_(bindparam("post_ids", expanding=True)),
        Post.deleted_at.is_(None),
        Post.hidden_at.is_(None),
        Topic.deleted_at.is_(None),
    )
)  # fmt: skip

_MUTED = (
    select(Topic.id)
    .outerjoin(Follow, and_(Follow.topic_id == Topic.id, Follow.user_id == VIEWER))
    .where(Topic.id.in_(bindparam("topic_ids", expanding=True)), level_in(Topic.space_id) == "muted")
)


def standing_of(user_id: int, post_ids: list[int]) -> dict:
    """Of the posts that still stand: how far the person read their topic, and how closely they follow it."""
    return {row.id: row for row in read(_STANDING, viewer_id=user_id, post_ids=post_ids)} if post_ids else {}


def muted_among(user_id: int, topic_ids) -> set[int]:
    """Which of these topics the person muted, by themselves or with their space."""
    topic_ids = sorted(topic_ids)
    return {row.id for row in read(_MUTED, viewer_id=user_id, topic_ids=topic_ids)} if topic_ids else set()
