"""The conversations two people took part in and both may read, for the first words of a coffee."""

from sqlalchemy import exists, select

from discussions.models import Post, Topic
from lms.access import Viewer, visible
from lms.database import db

MOST = 2


def talks_of_both(viewer: Viewer, other: Viewer, first: int | None = None) -> list[str]:
    """Their titles, the latest first; the one with the number `first` before them."""
    found = (
        select(Topic.title)
        .where(visible(Topic.audience_id, viewer), visible(Topic.audience_id, other), Topic.deleted_at.is_(None))
        .where(_wrote_in(viewer.id), _wrote_in(other.id))
        .order_by((Topic.id == (first or 0)).desc(), Topic.bumped_at.desc(), Topic.id.desc())
        .limit(MOST)
    )
    return list(db.session.scalars(found))


def _wrote_in(user_id: int):
    stands = (Post.topic_id == Topic.id, Post.deleted_at.is_(None), Post.hidden_at.is_(None))
    return exists().where(Post.author_id == user_id, *stands)
