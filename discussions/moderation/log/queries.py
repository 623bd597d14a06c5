"""Every SELECT about the moderation log."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from discussions.merging.queries import went_into
from discussions.models import Space, Topic
from discussions.moderation.models import LogEntry
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User

PAGE = 50


def log_of(viewer: Viewer, space: Space, before: int | None = None):
    """A page of a space's log, the newest first, one row more than it shows; with what was done in cohorts that go on here.

    Titles of conversations and spaces are there only for who can read those at this moment."""
    earlier = select(Space.id).where(Space.cohort_id.in_(went_into(space.cohort_id, viewer)))
    other_topic, other_space = aliased(Topic), aliased(Space)
    statement = (
        select(
            LogEntry,
            User.name,
            Topic.title,
            other_topic.title.label("other_title"),
            other_space.title.label("space_title"),
        )
        .outerjoin(User, User.id == LogEntry.by_id)
        .outerjoin(Topic, and_(Topic.id == LogEntry.topic_id, *_is_read(Topic, viewer)))
        .outerjoin(other_topic, and_(other_topic.id == LogEntry.other_topic_id, *_is_read(other_topic, viewer)))
        .outerjoin(
            other_space, and_(other_space.id == LogEntry.other_space_id, visible(other_space.audience_id, viewer))
        )
        .where(or_(LogEntry.space_id == space.id, LogEntry.space_id.in_(earlier)))
        .order_by(LogEntry.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        statement = statement.where(LogEntry.id < before)
    return db.session.execute(statement).all()


def _is_read(topic, viewer: Viewer):
    return visible(topic.audience_id, viewer), topic.deleted_at.is_(None)
