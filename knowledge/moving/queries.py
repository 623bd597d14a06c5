"""Every SELECT about moving an article: the collections it can go to."""

from sqlalchemy import func, select

from knowledge.models import Article, Collection
from knowledge.queries import MOST_COLLECTIONS, collections_visible_to
from knowledge.writing.queries import is_written_by
from lms.access import Audience, Viewer
from lms.database import db


def possible_places(viewer: Viewer, article: Article):
    """(id, title, audience_id, audience_kind) of the other collections this person writes in, by title."""
    places = (
        collections_visible_to(viewer)
        .join(Audience, Audience.id == Collection.audience_id)
        .where(is_written_by(viewer), Collection.id != article.collection_id)
        .with_only_columns(
            Collection.id, Collection.title, Collection.audience_id, Audience.kind.label("audience_kind")
        )
        .order_by(func.lower(Collection.title), Collection.id)
    )
    return db.session.execute(places.limit(MOST_COLLECTIONS)).all()


def get_place(collection_id: int) -> Collection:
    """The collection, held as it stands now."""
    held = select(Collection).where(Collection.id == collection_id).with_for_update()
    return db.session.scalars(held, execution_options={"populate_existing": True}).one()
