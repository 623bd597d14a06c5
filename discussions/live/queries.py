"""How far a topic has come: the one SELECT behind every stream and every page that asks."""

from sqlalchemy import bindparam, select

from discussions.models import Topic
from discussions.statements import IS_THERE
from lms.access import Viewer
from lms.reading import read

_NEWEST = select(Topic.id, Topic.newest_number).where(Topic.id == bindparam("topic_id"), IS_THERE)


def news_of(viewer: Viewer, topic_id: int) -> dict | None:
    """The number of the newest post; nothing for who may not see the topic."""
    row = read(_NEWEST, topic_id=topic_id, audiences=sorted(viewer.audiences)).one_or_none()
    return {"topic": row.id, "newest": row.newest_number} if row else None
