"""Every SELECT about moving: where to, what with, and where a merged conversation is now."""

from sqlalchemy import select

from discussions.models import Post, Space, Topic
from discussions.moving import policies
from discussions.moving.numbers import Place
from discussions.queries import find_topic, spaces_visible_to, topics_visible_to
from lms.access import Viewer, get_or_404, visible
from lms.database import db

RECENT = 50


def spaces_led_by(viewer: Viewer, but: int) -> list[Space]:
    """The spaces somebody leads, without one."""
    spaces = db.session.scalars(spaces_visible_to(viewer).where(Space.id != but).order_by(Space.kind, Space.title))
    return [space for space in spaces if policies.can_rearrange(viewer, space)]


def topics_to_merge_into(viewer: Viewer, topic: Topic) -> list[Topic]:
    """The conversations of the same readers that were spoken in last."""
    statement = topics_visible_to(viewer).where(Topic.audience_id == topic.audience_id, Topic.id != topic.id)
    rows = db.session.scalars(statement.order_by(Topic.bumped_at.desc(), Topic.id.desc()).limit(RECENT))
    return [row for row in rows if policies.can_merge(viewer, topic, row)]


def places_of(topic_id: int) -> list[Place]:
    statement = select(Post.id, Post.topic_id, Post.number, Post.created_at, Post.deleted_at.is_(None))
    return [Place(*row) for row in db.session.execute(statement.where(Post.topic_id == topic_id).order_by(Post.number))]


def find_merged_into(viewer: Viewer, topic_id: int) -> int | None:
    """Where a conversation that was merged away goes on, for who may read it there."""
    away = select(Topic.merged_into_id).where(Topic.id == topic_id).scalar_subquery()
    return db.session.scalar(
        select(Topic.id).where(Topic.id == away, visible(Topic.audience_id, viewer), Topic.deleted_at.is_(None))
    )


def get_topic(viewer: Viewer, topic_id: int) -> Topic:
    """The topic, or the one it was merged into; 404 for who may see neither."""
    return find_topic(viewer, topic_id) or get_or_404(
        topics_visible_to(viewer), find_merged_into(viewer, topic_id) or topic_id
    )
