"""Every SELECT about conversations about events."""

from sqlalchemy import case, select

from cohorts.calendar.scopes.queries import WIDER
from discussions.models import Space, Topic
from discussions.queries import find_space_row, spaces_visible_to
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User

RECAP = "recap"  # the anchor key of what was written down for who was not there
MOST = 30


def find_space_of(viewer: Viewer, event):
    """Where an event is talked about: the space of its cohort, of the alumni, or of the academy. None without one."""
    if event.cohort_id is not None:
        return find_space_row(viewer, event.cohort_id)
    return find_wider_space(viewer, event.audience_id)


def find_wider_space(viewer: Viewer, audience_id: int) -> Space | None:
    """The space of the alumni of a course, or the first of the academy."""
    found = spaces_visible_to(viewer).where(Space.audience_id == audience_id, Space.kind.in_(WIDER))
    return db.session.scalars(found.order_by(Space.id).limit(1)).one_or_none()


def talks_about(viewer: Viewer, event_id: int) -> list:
    """The conversations about an event that the viewer reads: recaps first, then the newest."""
    return db.session.execute(
        select(
            Topic.id, Topic.title, Topic.anchor_key, Topic.reply_count, Topic.created_at, Topic.author_id,
            User.name, User.photo_key,
        )
        .join(User, User.id == Topic.author_id)
        .where(Topic.event_id == event_id, Topic.deleted_at.is_(None), visible(Topic.audience_id, viewer))
        .order_by(case((Topic.anchor_key == RECAP, 0), else_=1), Topic.id.desc())
        .limit(MOST)
    ).all()  # fmt: skip
