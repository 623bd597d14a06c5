"""Every SELECT about reading: what is unread, who reads along, which notices a reader has not come to yet."""

from datetime import datetime, timedelta

from sqlalchemy import String, and_, bindparam, cast, func, select

from discussions.models import Post, Topic
from discussions.reading.models import ReadingState
from lms.access import visible
from lms.database import UtcDateTime, db, now
from lms.people.models import User
from lms.people.queries import Face, face_of
from lms.reading import read

HERE = timedelta(minutes=5)  # who was seen in a topic this recently is reading along
_READERS = (
    select(User.id, User.name, User.photo_key)
    .join(ReadingState, ReadingState.user_id == User.id)
    .where(
        ReadingState.topic_id == bindparam("topic_id"),
        ReadingState.seen_at > bindparam("since", type_=UtcDateTime()),
        User.id != bindparam("viewer_id"),
    )
    .order_by(ReadingState.seen_at.desc())
    .limit(6)
)


def unread_in_space(viewer, space_id: int):
    """The topics of a space in which something is new to the viewer."""
    return (
        select(Topic)
        .outerjoin(ReadingState, and_(ReadingState.topic_id == Topic.id, ReadingState.user_id == viewer.id))
        .where(
            Topic.space_id == space_id,
            visible(Topic.audience_id, viewer),
            Topic.deleted_at.is_(None),
            Topic.newest_number > func.coalesce(ReadingState.last_read, 0),
        )
    )


def marked_in_topic(viewer, topic_id: int) -> datetime | None:
    """When the viewer last set by hand how far they are in a topic, and it can be undone."""
    mine = (ReadingState.user_id == viewer.id, ReadingState.topic_id == topic_id)
    return db.session.scalar(select(ReadingState.set_at).where(*mine))


def marked_in_space(viewer, space_id: int) -> datetime | None:
    """When the viewer last marked all of a space as read, and it can be undone."""
    marked = (ReadingState.user_id == viewer.id, ReadingState.last_read > ReadingState.set_from)
    here = select(Topic.id).where(Topic.space_id == space_id, visible(Topic.audience_id, viewer))
    return db.session.scalar(select(func.max(ReadingState.set_at)).where(*marked, ReadingState.topic_id.in_(here)))


def readers_of(topic_id: int, viewer) -> list[Face]:
    """The people who have been seen in a topic just now, without the viewer."""
    values = {"topic_id": topic_id, "viewer_id": viewer.id, "since": now() - HERE}
    return [face_of(row) for row in read(_READERS, **values)]


def first_since(topic_id: int, moment: datetime) -> int | None:
    """The number of the first post written from a moment on."""
    later = select(Post.number).where(Post.topic_id == topic_id, Post.created_at >= moment)
    return db.session.scalar(later.order_by(Post.number).limit(1))


def things_after(topic_id: int, number: int):
    """The names notifications give to the posts after a number: what a reader has not come to yet."""
    return select(func.concat("post:", cast(Post.id, String))).where(Post.topic_id == topic_id, Post.number > number)
