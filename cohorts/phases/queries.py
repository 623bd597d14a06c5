"""Every SELECT about phases: which it is, what was written for it, and who is coming."""

from datetime import datetime

from sqlalchemy import select

from cohorts.models import INSIDE, Membership
from cohorts.phases.models import LAST_WEEK, PhaseText, Showing
from lms.database import db
from lms.people.models import User

MOST = 100


def phase_now(cohort, moment: datetime) -> str:
    """One of before, running, last_week, over."""
    state = cohort.state(moment)
    return "last_week" if state == "running" and moment >= cohort.ends_at - LAST_WEEK else state


def texts_of(cohort_id: int) -> dict[str, PhaseText]:
    rows = db.session.scalars(select(PhaseText).where(PhaseText.cohort_id == cohort_id))
    return {text.phase: text for text in rows}


def find_text(cohort_id: int, phase: str, *, lock: bool = False) -> PhaseText | None:
    found = select(PhaseText).filter_by(cohort_id=cohort_id, phase=phase)
    return db.session.scalars(found.with_for_update() if lock else found).one_or_none()


def shown_in(cohort_id: int) -> list:
    """id, name, photo and headline of who is coming and chose to be shown, those who chose first before the others."""
    return db.session.execute(
        select(User.id, User.name, User.photo_key, User.headline, User.visibility)
        .join(Membership, Membership.user_id == User.id)
        .join(Showing, Showing.membership_id == Membership.id)
        .where(Membership.cohort_id == cohort_id, Membership.phase.in_(INSIDE))
        .order_by(Showing.at, Membership.id)
        .limit(MOST)
    ).all()
