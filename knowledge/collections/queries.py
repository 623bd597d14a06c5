"""Every SELECT about collections as their keepers see them."""

from sqlalchemy import func, or_, select

from knowledge.models import Article, Collection
from knowledge.policies import can_keep_knowledge
from knowledge.queries import IS_READ, MOST_COLLECTIONS, collections_visible_to
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


def possible_parents(viewer: Viewer, collection: Collection | None = None):
    """(id, title) of the collections a new one, or this one, can stand in."""
    places = collections_visible_to(viewer).where(Collection.parent_id.is_(None))
    if collection:
        places = places.where(Collection.id != collection.id)
    ordered = places.with_only_columns(Collection.id, Collection.title).order_by(Collection.position, Collection.id)
    return [tuple(row) for row in db.session.execute(ordered.limit(MOST_COLLECTIONS))]


def find_inner(viewer: Viewer, collection: Collection) -> list[str]:
    """The titles of what stands in a collection, in the archive too."""
    inner = collections_visible_to(viewer, archived=True).where(Collection.parent_id == collection.id)
    return list(db.session.scalars(inner.with_only_columns(Collection.title).order_by(Collection.position)))


def count_read_articles(collection: Collection) -> int:
    statement = select(func.count()).where(Article.collection_id == collection.id, *IS_READ)
    return db.session.scalar(statement)
