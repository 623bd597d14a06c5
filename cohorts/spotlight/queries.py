"""Every SELECT about the spotlight: what is shown, what waits for the viewer, and whom they can name."""

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from cohorts.models import INSIDE, Cohort, Membership
from cohorts.spotlight.models import Praise
from lms.access import Viewer, visible
from lms.database import db
from lms.people.blocks.queries import has_blocked
from lms.people.models import User
from lms.reading import read

MOST = 200
NOT_BLOCKED = ~has_blocked(Praise.nominee_id, Praise.nominator_id)
IS_HERE = exists().where(
    Membership.cohort_id == Praise.cohort_id,
    Membership.user_id == Praise.nominee_id,
    Membership.phase.in_(INSIDE),
)

# Above every cohort's conversations: made once.
_NAMED = (
    select(User.id, User.name)
    .where(
        User.is_active,
        User.id.in_(
            select(Praise.nominee_id).where(
                Praise.cohort_id == bindparam("cohort_id"),
                Praise.quarter == bindparam("quarter"),
                Praise.audience_id.in_(bindparam("audiences", expanding=True)),
                NOT_BLOCKED,
                IS_HERE,
            )
        ),
    )
    .order_by(func.lower(User.name), User.id)
    .limit(MOST)
)


def named_in(viewer: Viewer, cohort_id: int, quarter: str) -> list:
    """id and name of who is in the spotlight of a cohort in a quarter, as far as the viewer sees it, by name."""
    return read(_NAMED, cohort_id=cohort_id, quarter=quarter, audiences=sorted(viewer.audiences))


def find_praise(viewer: Viewer, praise_id: int):
    """(praise, cohort, viewer's phase in it) for the two it is between, and once it is shown for who leads there."""
    leads = and_(Membership.phase == "facilitator", visible(Praise.audience_id, viewer))
    return db.session.execute(
        select(Praise, Cohort, Membership.phase)
        .join(Cohort, Cohort.id == Praise.cohort_id)
        .outerjoin(Membership, and_(Membership.cohort_id == Cohort.id, Membership.user_id == viewer.id))
        .where(
            Praise.id == praise_id,
            or_(
                Praise.nominator_id == viewer.id,
                and_(Praise.nominee_id == viewer.id, NOT_BLOCKED),
                leads,
            ),
        )
    ).one_or_none()


def shown_in(viewer: Viewer, cohort_id: int) -> list:
    """Praise, nominee and nominator of what is shown to the viewer in a cohort: by quarter, and within it by name."""
    shown = (Praise.cohort_id == cohort_id, visible(Praise.audience_id, viewer), IS_HERE)
    return db.session.execute(_with_people().where(*shown)).all()


def shown_of(user_id: int, viewer: Viewer) -> list:
    """Praise, nominee, nominator and the name of the cohort (for who reads it) of what somebody shows the viewer."""
    return db.session.execute(
        _with_people()
        .add_columns(Cohort.name)
        .outerjoin(Cohort, and_(Cohort.id == Praise.cohort_id, visible(Cohort.audience_id, viewer)))
        .where(Praise.nominee_id == user_id, visible(Praise.audience_id, viewer))
    ).all()


def said_of(viewer: Viewer, cohort_id: int) -> list:
    """(praise, nominator's name) of everything said of the viewer in a cohort, the last first."""
    return db.session.execute(
        select(Praise, User.name)
        .join(User, User.id == Praise.nominator_id)
        .where(Praise.cohort_id == cohort_id, Praise.nominee_id == viewer.id, NOT_BLOCKED)
        .order_by(Praise.id.desc())
        .limit(MOST)
    ).all()


def said_by(viewer: Viewer, cohort_id: int, quarter: str) -> list:
    """(praise, nominee's name) of what the viewer said in this quarter: one, or more where cohorts became one."""
    return db.session.execute(
        select(Praise, User.name)
        .join(User, User.id == Praise.nominee_id)
        .where(
            Praise.cohort_id == cohort_id,
            Praise.nominator_id == viewer.id,
            Praise.quarter == quarter,
        )
        .order_by(Praise.id)
    ).all()


def peers_of(viewer: Viewer, cohort_id: int) -> list:
    """id and name of everybody else who is inside, by name."""
    return db.session.execute(
        select(User.id, User.name)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.cohort_id == cohort_id,
            Membership.phase.in_(INSIDE),
            User.is_active,
            User.id != viewer.id,
        )
        .order_by(func.lower(User.name), User.id)
    ).all()


def _with_people() -> Select:
    nominee, nominator = aliased(User), aliased(User)
    return (
        select(Praise, nominee.id, nominee.name, nominator.name)
        .join(nominee, nominee.id == Praise.nominee_id)
        .join(nominator, nominator.id == Praise.nominator_id)
        .where(nominee.is_active, NOT_BLOCKED)
        .order_by(Praise.quarter.desc(), func.lower(nominee.name), Praise.id)
        .limit(MOST)
    )
