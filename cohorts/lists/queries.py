"""Every SELECT about lists: what would happen to each row at this moment."""

from sqlalchemy import select

from cohorts.models import INSIDE, MemberList, Membership
from lms.database import db, now
from lms.people.models import Invitation, User

CHUNK = 500  # addresses asked for in one statement


def lists_of(cohort):
    return select(MemberList).where(MemberList.cohort_id == cohort.id)


def outcomes_of(cohort, emails: list[str]) -> dict[str, tuple[str, int | None]]:
    """address → (outcome, user id): member, closed, add, waiting (invited already) or invite."""
    outcomes: dict[str, tuple[str, int | None]] = {}
    for start in range(0, len(emails), CHUNK):
        chunk = emails[start : start + CHUNK]
        accounts = db.session.execute(
            select(User.email, User.id, User.is_active, Membership.phase)
            .outerjoin(Membership, (Membership.user_id == User.id) & (Membership.cohort_id == cohort.id))
            .where(User.email.in_(chunk))
        )
        known = {row.email: (_outcome(row), row.id) for row in accounts}
        waiting = db.session.scalars(
            select(Invitation.email).where(
                Invitation.email.in_(chunk),
                Invitation.then["cohort_id"].as_integer() == cohort.id,
                Invitation.accepted_at.is_(None),
                Invitation.revoked_at.is_(None),
                Invitation.expires_at > now(),
            )
        )
        waiting = set(waiting)
        for email in chunk:
            outcomes[email] = known.get(email) or ("waiting" if email in waiting else "invite", None)
    return outcomes


def _outcome(row) -> str:
    if row.phase in INSIDE:
        return "member"
    return "add" if row.is_active else "closed"
