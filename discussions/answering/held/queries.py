"""Every SELECT about held answers."""

from sqlalchemy import Select, select

from discussions.answering.held.models import HeldAnswer
from discussions.models import Topic
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User


def held_visible_to(viewer: Viewer) -> Select:
    """Held answers to questions a person reads; a policy says that only who leads may look."""
    readable = select(Topic.id).where(visible(Topic.audience_id, viewer), Topic.deleted_at.is_(None))
    return select(HeldAnswer).where(HeldAnswer.topic_id.in_(readable))


def held_for(topic_id: int):
    """(held answer, name of its author), the first first."""
    statement = select(HeldAnswer, User.name).join(User, User.id == HeldAnswer.author_id)
    return db.session.execute(statement.where(HeldAnswer.topic_id == topic_id).order_by(HeldAnswer.id)).all()


def held_of(topic_id: int) -> list[HeldAnswer]:
    """The held answers of a question, the first first."""
    return list(db.session.scalars(select(HeldAnswer).filter_by(topic_id=topic_id).order_by(HeldAnswer.id)))
