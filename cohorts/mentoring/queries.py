"""Every SELECT about mentors from earlier cohorts: who can be asked, for what they were, and whose time is over."""

from datetime import datetime

from sqlalchemy import Select, exists, func, select

from cohorts.mentoring.models import MentorTerm
from cohorts.models import INSIDE, Cohort, Membership
from lms.database import db
from lms.people.models import User

MOST = 12


def possible_mentors(cohort) -> list:
    """Alumni of earlier cohorts of the course who are not in this one, those who finished last first."""
    return db.session.execute(_possible(cohort).limit(MOST)).all()


def find_possible_mentor(cohort, user_id: int):
    return db.session.execute(_possible(cohort).where(User.id == user_id)).one_or_none()


def find_mentor(cohort, user_id: int):
    """(membership, person) of who is a mentor here or was asked to be one."""
    return db.session.execute(
        select(Membership, User)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.cohort_id == cohort.id,
            Membership.user_id == user_id,
            (Membership.phase == "mentor") | ((Membership.phase == "invited") & (Membership.invited_as == "mentor")),
        )
    ).one_or_none()


def find_membership(cohort, user_id: int) -> Membership | None:
    return db.session.scalars(select(Membership).filter_by(cohort_id=cohort.id, user_id=user_id)).one_or_none()


def find_term(membership_id: int | None) -> MentorTerm | None:
    """The term that runs, or would by saying yes."""
    found = select(MentorTerm).where(MentorTerm.membership_id == membership_id, MentorTerm.ended_at.is_(None))
    return db.session.scalars(found).one_or_none()


def terms_over(moment: datetime) -> list:
    """(term, membership, cohort) of terms whose last day has passed where the cohort is."""
    rows = db.session.execute(
        select(MentorTerm, Membership, Cohort)
        .join(Membership, Membership.id == MentorTerm.membership_id)
        .join(Cohort, Cohort.id == Membership.cohort_id)
        .where(MentorTerm.ended_at.is_(None), MentorTerm.until <= moment.date())
        .order_by(MentorTerm.membership_id)
        .with_for_update(of=MentorTerm)
    )
    return [tuple(row) for row in rows if moment.astimezone(row.Cohort.zone).date() > row.MentorTerm.until]


def own_cohort_of(user_id: int, course_id: int) -> int | None:
    """The cohort of a course in which somebody learned it last."""
    return db.session.scalar(
        select(Cohort.id)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .where(Membership.user_id == user_id, Membership.phase == "alumnus", Cohort.course_id == course_id)
        .order_by(Cohort.ends_on.desc(), Cohort.id.desc())
        .limit(1)
    )


def _possible(cohort) -> Select:
    is_here = exists().where(
        Membership.user_id == User.id,
        Membership.cohort_id == cohort.id,
        Membership.phase.in_((*INSIDE, "invited")),
    )
    earlier = Membership.__table__.alias("earlier")
    return (
        select(User.id, User.name, User.photo_key, func.max(Cohort.ends_on).label("ended_on"))
        .join(earlier, earlier.c.user_id == User.id)
        .join(Cohort, Cohort.id == earlier.c.cohort_id)
        .where(
            Cohort.course_id == cohort.course_id,
            Cohort.id != cohort.id,
            earlier.c.phase == "alumnus",
            User.is_active,
            ~is_here,
        )
        .group_by(User.id)
        .order_by(func.max(Cohort.ends_on).desc(), User.name)
    )
