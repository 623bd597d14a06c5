"""Every SELECT about single posts: finding one, the removed ones, and what they said before."""

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from discussions.models import Post, PostRevision, Topic
from discussions.queries import with_phase
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User

PAGE = 50


def posts_visible_to(viewer: Viewer) -> Select:
    """The posts a person reads, tombstones included, each with its topic as policies need it."""
    return _posts(viewer).where(Topic.deleted_at.is_(None))


def all_posts_visible_to(viewer: Viewer) -> Select:
    """The same, and what is left of topics that are gone; a policy says who may still do something with those."""
    return _posts(viewer)


def removed_posts_visible_to(viewer: Viewer) -> Select:
    """Tombstones, also of topics that are gone with them; a policy says who may bring them back."""
    return _posts(viewer).where(Post.deleted_at.is_not(None))


def find_removed_opening(viewer: Viewer, topic_id: int) -> Post | None:
    """What is left of a topic that is gone."""
    gone = removed_posts_visible_to(viewer).where(Topic.id == topic_id, Topic.deleted_at.is_not(None), Post.number == 1)
    return db.session.scalars(gone).one_or_none()


def posts_to_choose(topic: Topic, first: int, but: int | None):
    """A page of the posts of a conversation that stand, from a number on and without one; one more where there is one."""
    statement = (
        select(Post.id, Post.number, Post.html, Post.created_at, User.name)
        .join(User, User.id == Post.author_id)
        .where(
            Post.topic_id == topic.id,
            Post.number >= first,
            Post.deleted_at.is_(None),
            Post.id != (but or 0),
        )
        .order_by(Post.number)
        .limit(PAGE + 1)
    )
    return db.session.execute(statement).all()


def history_of(post: Post):
    """What the post said before, the oldest first, with who wrote it when."""
    return db.session.execute(
        select(PostRevision.title, PostRevision.body, PostRevision.written_at, User.name)
        .join(User, User.id == PostRevision.written_by)
        .where(PostRevision.post_id == post.id)
        .order_by(PostRevision.number)
    ).all()


def _posts(viewer: Viewer) -> Select:
    return (
        select(Post)
        .join(Post.topic)
        .join(Topic.space)
        .options(contains_eager(Post.topic).options(contains_eager(Topic.space), with_phase(viewer.id or 0)))
        .where(visible(Topic.audience_id, viewer))
    )
