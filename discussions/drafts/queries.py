"""Every SELECT about drafts, and which places somebody may be writing at."""

import re

from sqlalchemy import case, func, select

from cohorts.calendar.queries import events_visible_to
from courses.queries import lessons_visible_to
from discussions.drafts.models import Draft
from discussions.queries import spaces_visible_to, topics_visible_to
from knowledge.queries import articles_visible_to
from lms.access import Viewer
from lms.database import db

PLACE = re.compile(r"(topic|space|lesson|article|event):(\d{1,18})(?::[\w-]{0,40})?")  # `topic:7`, `space:2:question`
MOST = 500  # places at which words of one person are kept
ROOMS = {
    "topic": topics_visible_to,
    "space": spaces_visible_to,
    "lesson": lessons_visible_to,
    "article": articles_visible_to,
    "event": events_visible_to,
}


def find_draft(viewer: Viewer, place: str) -> Draft | None:
    return db.session.get(Draft, (viewer.id, place)) if viewer.is_authenticated else None


def is_place_of(viewer: Viewer, place: str) -> bool:
    """Whether a place to write at exists for this person: `topic:7`, `space:2:question`, `lesson:5:k3f`."""
    found = PLACE.fullmatch(place)
    if found is None:
        return False
    rooms = ROOMS[found[1]](viewer)
    entity = rooms.column_descriptions[0]["entity"]
    return db.session.scalar(rooms.where(entity.id == int(found[2])).with_only_columns(entity.id)) is not None


def has_room(viewer: Viewer, place: str) -> bool:
    """Whether words can be kept at a place: some were before, or not at very many others."""
    here = func.count(case((Draft.place == place, 1)))
    kept, is_here = db.session.execute(select(func.count(), here).where(Draft.user_id == viewer.id)).one()
    return is_here or kept < MOST
