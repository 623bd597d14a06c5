"""Every SELECT about drafts, and which places somebody may be writing at."""

from sqlalchemy import String, case, cast, func, or_, select

from lms.access import Viewer
from lms.database import db
from lms.drafts.models import Draft
from lms.drafts.places import PLACE, rooms

MOST = 500  # places at which words of one person are kept

# Not only a row that keeps late copies of what was sent away.
IS_WRITTEN = or_(Draft.title != "", Draft.body != "", cast(Draft.rest, String) != "{}")


def find_draft(viewer: Viewer, place: str) -> Draft | None:
    return db.session.get(Draft, (viewer.id, place)) if viewer.is_authenticated else None


def is_place_of(viewer: Viewer, place: str) -> bool:
    """Whether a place to write at exists for this person: `topic:7`, `space:2:question`, `lesson:5:k3f`."""
    found = PLACE.fullmatch(place)
    if found is None or found[1] not in rooms:
        return False
    theirs = rooms[found[1]](viewer)
    entity = theirs.column_descriptions[0]["entity"]
    return db.session.scalar(theirs.where(entity.id == int(found[2])).with_only_columns(entity.id)) is not None


def has_room(viewer: Viewer, place: str) -> bool:
    """Whether words can be kept at a place: some were before, or not at very many others."""
    here = func.count(case((Draft.place == place, 1)))
    kept, is_here = db.session.execute(select(func.count(), here).where(Draft.user_id == viewer.id)).one()
    return is_here or kept < MOST
