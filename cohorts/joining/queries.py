"""Every SELECT of the page that lets people in."""

from sqlalchemy import func, select

from cohorts.models import Membership
from lms.database import db
from lms.people.invitations.queries import all_invitations
from lms.people.models import Invitation, User

MOST = 20


def find_people(cohort, words: str) -> list:
    """People of the academy whose name holds these words, with the phase of who is in already."""
    statement = (
        select(User.id, User.name, User.photo_key, User.organisation, User.visibility, Membership.phase)
        .outerjoin(Membership, (Membership.user_id == User.id) & (Membership.cohort_id == cohort.id))
        .where(User.is_active, func.lower(User.name).contains(words.lower(), autoescape=True))
        .order_by(func.lower(User.name), User.id)
        .limit(MOST)
    )
    return db.session.execute(statement).all()


def find_active_user(user_id: int | None) -> User | None:
    return db.session.scalars(select(User).where(User.id == user_id, User.is_active)).one_or_none()


def invitations_of(cohort) -> list[Invitation]:
    """Invitations by mail that lead to this cohort, the newest first."""
    return db.session.scalars(
        cohort_invitations(cohort).where(Invitation.revoked_at.is_(None)).order_by(Invitation.id.desc()).limit(200)
    ).all()


def cohort_invitations(cohort):
    return all_invitations().where(Invitation.then["cohort_id"].as_integer() == cohort.id)
