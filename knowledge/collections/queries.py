"""Every SELECT about collections as their keepers see them."""

from sqlalchemy import func, or_, select

from knowledge.models import Article, Collection
from knowledge.policies import can_keep_knowledge
from knowledge.queries import IS_READ, collections_visible_to
from lms.access import Viewer
from lms.database import db
from lms.people.models import RoleGrant, User


def collections_found_by(viewer: Viewer):
    """Editors also know what is in the archive."""
    return collections_visible_to(viewer, archived=can_keep_knowledge(viewer))


def possible_owners(collection: Collection | None = None):
    """(id, name) of the staff, and of whoever owns the collection now."""
    staff = User.id.in_(select(RoleGrant.user_id)) & User.is_active
    who = or_(staff, User.id == collection.owner_id) if collection else staff
    return db.session.execute(select(User.id, User.name).where(who).order_by(func.lower(User.name), User.id)).all()


def count_read_articles(collection: Collection) -> int:
    statement = select(func.count()).where(Article.collection_id == collection.id, *IS_READ)
    return db.session.scalar(statement)
