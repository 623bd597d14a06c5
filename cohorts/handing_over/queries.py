"""Every SELECT about handing over: to whom, the offers of a cohort, and what is open in it, in numbers alone."""

from dataclasses import dataclass

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from cohorts.assignments.models import Submission
from cohorts.calendar.models import Event
from cohorts.calendar.opening import coming
from cohorts.handing_over.models import HandOver
from cohorts.models import Cohort, Membership
from cohorts.policies import OPENERS
from lms.access import Viewer
from lms.database import db
from lms.people.models import RoleGrant, User

MOST = 200


@dataclass(frozen=True)
class Open:
    """What waits in a cohort for whoever leads it."""

    works: int  # handed in and not looked at
    meetings: int  # to come
    hosted: int  # of those, hosted by who hands over
    invited: int  # who has not answered yet


def possible_heirs(cohort) -> list:
    """id and name of who leads elsewhere in the academy, or is a mentor here, and does not lead this cohort yet."""
    here = exists().where(Membership.user_id == User.id, Membership.cohort_id == cohort.id)
    leads = exists().where(RoleGrant.user_id == User.id, RoleGrant.role.in_(OPENERS))
    statement = (
        select(User.id, User.name)
        .where(
            User.is_active,
            or_(leads, here.where(Membership.phase == "mentor")),
            ~here.where(Membership.phase == "facilitator"),
        )
        .order_by(func.lower(User.name), User.id)
    )
    return db.session.execute(statement.limit(MOST)).all()


def offers_of(viewer: Viewer) -> Select:
    """The offers a person made or was made."""
    return select(HandOver).where(or_(HandOver.from_id == viewer.id, HandOver.to_id == viewer.id))


def open_offers(cohort) -> list:
    """(offer, name of who offers, name of who is asked), the last first."""
    giver, heir = aliased(User), aliased(User)
    return db.session.execute(
        select(HandOver, giver.name, heir.name)
        .join(giver, giver.id == HandOver.from_id)
        .join(heir, heir.id == HandOver.to_id)
        .where(HandOver.cohort_id == cohort.id, HandOver.outcome == "")
        .order_by(HandOver.id.desc())
    ).all()


def around(offer: HandOver):
    """The cohort, and the names of both."""
    giver, heir = aliased(User), aliased(User)
    return db.session.execute(
        select(Cohort, giver.name.label("giver"), heir.name.label("heir"))
        .select_from(HandOver)
        .join(Cohort, Cohort.id == HandOver.cohort_id)
        .join(giver, giver.id == HandOver.from_id)
        .join(heir, heir.id == HandOver.to_id)
        .where(HandOver.id == offer.id)
    ).one()


def open_in(cohort, from_id: int) -> Open:
    """What is open, without a word of what was said."""
    events = list(db.session.scalars(coming(Event.cohort_id == cohort.id)))
    works = (Submission.cohort_id == cohort.id, Submission.waits_since.is_not(None))
    invited = (Membership.cohort_id == cohort.id, Membership.phase == "invited")
    return Open(
        works=_count(Submission, works),
        meetings=len(events),
        hosted=sum(event.host_id == from_id for event in events),
        invited=_count(Membership, invited),
    )


def find_membership(cohort_id: int, user_id: int) -> Membership | None:
    return db.session.scalars(select(Membership).filter_by(cohort_id=cohort_id, user_id=user_id)).one_or_none()


def _count(table, which) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(*which))
