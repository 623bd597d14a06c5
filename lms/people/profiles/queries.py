"""Every SELECT about profiles: a field hidden from the viewer is empty, because the query leaves it out."""

from sqlalchemy import select

from lms.database import db
from lms.files.models import File
from lms.people.blocks.queries import has_blocked
from lms.people.models import PROFILE_FIELDS, User
from lms.people.profiles.seeing import if_seen, is_alumna, may_see, seen, shares_cohort, who_is_here


def people_visible_to(viewer):
    """Everybody with an open account, for members; nobody, for guests."""
    return select(User).where(who_is_here(viewer))


def find_profile(viewer, user_id: int):
    """A person as this viewer may see them; None when there is nobody to see."""
    return db.session.execute(
        select(
            User.id,
            User.name,
            User.photo_key,
            User.created_at,
            User.visibility,
            User.can_be_contacted,
            if_seen("about", User.about_html, viewer).label("about_html"),
            may_see("work", viewer).label("shows_work"),
            shares_cohort(viewer).label("shares_cohort"),
            is_alumna(viewer).label("by_alumna"),
            has_blocked(viewer.id, User.id).label("is_blocked"),
            *(seen(field, viewer).label(field) for field in PROFILE_FIELDS),
        ).where(who_is_here(viewer), User.id == user_id)
    ).one_or_none()


def find_photo(user: User) -> File | None:
    """The file of a person's photograph."""
    return db.session.scalars(select(File).where(File.key == user.photo_key)).one_or_none() if user.photo_key else None
