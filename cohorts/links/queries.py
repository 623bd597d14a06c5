"""Every SELECT about invitation links."""

from sqlalchemy import and_, select

from cohorts.models import Cohort, InvitationLink
from cohorts.queries import CohortLine, find_line
from lms.database import db, now
from lms.people.models import User
from lms.people.queries import token_hash


def find_link(secret: str) -> tuple[InvitationLink, CohortLine] | None:
    """The link with this secret, in whatever state, and where it leads; None when there never was one."""
    link = db.session.scalars(select(InvitationLink).filter_by(token_hash=token_hash(secret))).one_or_none()
    return None if link is None else (link, find_line(link.cohort_id))


def links_of(cohort) -> list:
    """The links of a cohort, the newest first, with who made them."""
    return db.session.execute(
        select(InvitationLink, User.name.label("by_name"))
        .outerjoin(User, User.id == InvitationLink.created_by)
        .where(InvitationLink.cohort_id == cohort.id)
        .order_by(InvitationLink.id.desc())
        .limit(50)
    ).all()


def links_of_cohort(cohort: Cohort):
    return select(InvitationLink).where(InvitationLink.cohort_id == cohort.id)


def may_use(link_id: int, *, or_expired: bool = False):
    """Whether a place may be taken, decided by the database in the moment it is taken."""
    has_place = InvitationLink.places.is_(None) | (InvitationLink.used < InvitationLink.places)
    works = and_(InvitationLink.id == link_id, InvitationLink.revoked_at.is_(None), has_place)
    return works if or_expired else and_(works, InvitationLink.expires_at > now())
