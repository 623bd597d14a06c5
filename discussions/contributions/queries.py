"""Every SELECT of what somebody wrote: in conversations the reader may read, and nowhere else."""

from sqlalchemy import Select, select

from discussions.models import Post, Space, Topic
from lms.access import Viewer, visible
from lms.database import db

PAGE = 20


def latest_of(viewer: Viewer, author_id: int, limit: int):
    """The last posts of a person, newest first."""
    return db.session.execute(_posts_of(viewer, author_id).limit(limit)).all()


def answers_of(viewer: Viewer, author_id: int, limit: int):
    """The posts of a person that were accepted as the answer, newest first."""
    accepted = _posts_of(viewer, author_id).where(Topic.accepted_post_id == Post.id)
    return db.session.execute(accepted.limit(limit)).all()


def page_of(viewer: Viewer, author_id: int, before: int | None):
    """(posts, whether there are more): a page of all a person wrote, those before the post with this id."""
    statement = _posts_of(viewer, author_id).limit(PAGE + 1)
    if before is not None:
        statement = statement.where(Post.id < before)
    rows = db.session.execute(statement).all()
    return rows[:PAGE], len(rows) > PAGE


def _posts_of(viewer: Viewer, author_id: int) -> Select:
    return (
        select(
            Post.id, Post.number, Post.html, Post.deleted_at, Post.created_at, Topic.title, Topic.kind,
            (Topic.accepted_post_id == Post.id).label("is_accepted"), Space.title.label("space_title"),
        )
        .join(Topic, Topic.id == Post.topic_id)
        .join(Space, Space.id == Topic.space_id)
        .where(
            Post.author_id == author_id,
            Post.deleted_at.is_(None),
            Topic.deleted_at.is_(None),
            visible(Topic.audience_id, viewer),
        )
        .order_by(Post.id.desc())
    )  # fmt: skip
