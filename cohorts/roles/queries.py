"""Every SELECT about earned roles: finding one, those of a place, those of a person, and those whose time comes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, func, literal, or_, select

from cohorts.models import Cohort, Membership
from cohorts.roles.models import EarnedRole
from cohorts.roles.policies import ASKED, can_lead
from lms.access import ACADEMY, Viewer, visible
from lms.admin.queries import get_academy
from lms.database import db
from lms.people.models import User

MOST = 200
IS_SHOWN = (EarnedRole.answer == "accepted", EarnedRole.ended_because != "taken back")


@dataclass(frozen=True)
class Found:
    """A role with its holder and its cohort, and whether the viewer leads there."""

    role: EarnedRole
    person: User
    cohort: Cohort | None
    leads: bool


def find_role(viewer: Viewer, role_id: int) -> Found | None:
    """For its holder, and for who leads where it is."""
    row = db.session.execute(
        select(EarnedRole, User, Cohort, Membership.phase)
        .join(User, User.id == EarnedRole.user_id)
        .outerjoin(Cohort, Cohort.id == EarnedRole.cohort_id)
        .outerjoin(Membership, and_(Membership.cohort_id == Cohort.id, Membership.user_id == viewer.id))
        .where(EarnedRole.id == role_id)
    ).one_or_none()
    if row is None:
        return None
    found = Found(row.EarnedRole, row.User, row.Cohort, can_lead(viewer, row.EarnedRole.cohort_id, row.phase))
    return found if found.leads or found.role.user_id == viewer.id else None


def places_to_ask(viewer: Viewer, user_id: int) -> list[tuple[int, str]]:
    """(id, name) of the cohorts the viewer leads and the person is in."""
    own = Membership.__table__.alias("own")
    rows = db.session.execute(
        select(Cohort.id, Cohort.name)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .join(own, own.c.cohort_id == Cohort.id)
        .where(
            Membership.user_id == user_id,
            Membership.phase.in_(ASKED),
            own.c.user_id == viewer.id,
            own.c.phase == "facilitator",
        )
        .order_by(Cohort.starts_on.desc(), Cohort.id.desc())
        .limit(MOST)
    )
    return [tuple(row) for row in rows]


def shown_in(viewer: Viewer, cohort_id: int | None) -> list:
    """(role, holder) of the roles in a cohort, or the academy, that their holders show to the viewer and that go on."""
    return db.session.execute(
        _with_holder(cohort_id)
        .where(*IS_SHOWN, EarnedRole.ended_at.is_(None), visible(EarnedRole.audience_id, viewer))
        .order_by(func.lower(User.name), EarnedRole.id)
    ).all()


def all_in(cohort_id: int | None) -> list:
    """(role, holder) of everything that was offered in a cohort or the academy, the last first; for who leads there."""
    return db.session.execute(_with_holder(cohort_id).order_by(EarnedRole.id.desc())).all()


def roles_of(user_id: int, viewer: Viewer) -> list:
    """(role, cohort's name) of a person: all of one's own, of others what they show; a name only for who reads the cohort."""
    shown = and_(*IS_SHOWN, visible(EarnedRole.audience_id, viewer))
    own = literal(user_id == viewer.id)
    return db.session.execute(
        select(EarnedRole, Cohort.name)
        .outerjoin(Cohort, and_(Cohort.id == EarnedRole.cohort_id, visible(Cohort.audience_id, viewer)))
        .where(EarnedRole.user_id == user_id, or_(own, shown))
        .order_by(EarnedRole.ended_at.is_not(None), EarnedRole.until.desc(), EarnedRole.id.desc())
        .limit(MOST)
    ).all()


def is_asked_for(user_id: int, kind: str, cohort_id: int | None, begins_on: date, until: date) -> bool:
    """Whether the person has this role there, or is asked to, on some of these days."""
    overlapping = (EarnedRole.begins_on <= until, EarnedRole.until >= begins_on)
    going_on = (EarnedRole.answer != "declined", EarnedRole.ended_at.is_(None))
    found = select(EarnedRole.id).where(
        EarnedRole.user_id == user_id, EarnedRole.kind == kind, _is_in(cohort_id), *overlapping, *going_on
    )
    return db.session.scalar(select(found.exists()))


def ending_by(moment: datetime, days: int) -> list[tuple[EarnedRole, Cohort | None, int]]:
    """(role, cohort, days left) of roles and offers whose last day, where they are, comes within so many days."""
    rows = db.session.execute(
        select(EarnedRole, Cohort)
        .outerjoin(Cohort, Cohort.id == EarnedRole.cohort_id)
        .where(
            EarnedRole.ended_at.is_(None),
            EarnedRole.kind != "mentor",  # ends with the term: cohorts/mentoring
            EarnedRole.answer != "declined",
            EarnedRole.until <= moment.date() + timedelta(days=days + 1),
        )
        .order_by(EarnedRole.id)
        .with_for_update(of=EarnedRole)
    )
    return [(role, cohort, days_left(role, cohort, moment)) for role, cohort in rows]


def days_left(role: EarnedRole, cohort: Cohort | None, moment: datetime) -> int:
    """How many days come after today where the role is; less than none when it is over."""
    return (role.until - today_in(cohort, moment)).days


def today_in(cohort: Cohort | None, moment: datetime) -> date:
    zone = cohort.zone if cohort else ZoneInfo(get_academy().timezone)
    return moment.astimezone(zone).date()


def going_on_in(cohort_id: int, user_id: int) -> list[EarnedRole]:
    """The roles and offers of somebody in a cohort that have not ended."""
    which = (EarnedRole.cohort_id == cohort_id, EarnedRole.user_id == user_id, EarnedRole.ended_at.is_(None))
    return list(db.session.scalars(select(EarnedRole).where(*which).order_by(EarnedRole.id).with_for_update()))


def audience_of(role: EarnedRole, cohort: Cohort | None) -> int:
    """Whose words the notifications about it are."""
    return cohort.audience_id if cohort else ACADEMY


def _with_holder(cohort_id: int | None) -> Select:
    holders = select(EarnedRole, User).join(User, User.id == EarnedRole.user_id)
    return holders.where(_is_in(cohort_id), User.is_active).limit(MOST)


def _is_in(cohort_id: int | None):
    return EarnedRole.cohort_id == cohort_id if cohort_id else EarnedRole.cohort_id.is_(None)
