"""Every SELECT about bookmarks: a person's own, of what they may still read, and those to be reminded of."""

from datetime import datetime

from sqlalchemy import select

from discussions.bookmarks.models import Bookmark
from discussions.models import Post, Topic
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User

PAGE = 20


def find_bookmark(viewer: Viewer, post_id: int) -> Bookmark | None:
    return db.session.scalars(select(Bookmark).filter_by(user_id=viewer.id, post_id=post_id)).one_or_none()


def page_of(viewer: Viewer, before: int | None):
    """(bookmarks, whether there are more), the last one first; what is out of reach is left out."""
    statement = (
        select(
            Bookmark.id, Bookmark.note, Bookmark.remind_at, Bookmark.created_at, Post.id.label("post_id"), Post.html,
            Post.deleted_at, Topic.title, User.name,
        )
        .join(Post, Post.id == Bookmark.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .where(Bookmark.user_id == viewer.id, visible(Topic.audience_id, viewer), Topic.deleted_at.is_(None))
        .order_by(Bookmark.id.desc())
        .limit(PAGE + 1)
    )  # fmt: skip
    if before is not None:
        statement = statement.where(Bookmark.id < before)
    rows = db.session.execute(statement).all()
    return rows[:PAGE], len(rows) > PAGE


def due(moment: datetime, limit: int = 500):
    """(bookmark, post, topic) of reminders whose moment came."""
    return db.session.execute(
        select(Bookmark, Post, Topic)
        .join(Post, Post.id == Bookmark.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(Bookmark.remind_at.is_not(None), Bookmark.remind_at <= moment)
        .order_by(Bookmark.remind_at)
        .limit(limit)
    ).all()
