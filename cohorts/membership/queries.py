"""Every SELECT about the people of a cohort: who is in, in which phase, and how they came there."""

from sqlalchemy import Select, exists, func, select, tuple_
from sqlalchemy.orm import aliased

from cohorts.mentoring.models import MentorTerm
from cohorts.models import INSIDE, READING, Cohort, Membership, PhaseChange
from lms.access import Viewer
from lms.database import db
from lms.people.models import User

PAGE = 50


def has_finished(viewer):
    """Whether somebody went through a training, or helps in one as a mentor; a condition for any statement."""
    return exists().where(Membership.user_id == viewer.id, Membership.phase.in_(("alumnus", "mentor")))


def phase_of(viewer: Viewer, cohort: Cohort) -> str | None:
    """The phase the viewer is in; None for who is not a member."""
    return db.session.scalar(
        select(Membership.phase).where(Membership.cohort_id == cohort.id, Membership.user_id == viewer.id)
    )


def members_of(cohort, *, after: int | None = None) -> list:
    """A page of the people inside, by name, each with what their profile shows to the cohort."""
    statement = (
        select(
            User.id, User.name, User.photo_key, User.headline, User.organisation, User.visibility,
            Membership.id.label("membership_id"), Membership.phase, Membership.joined_at,
            MentorTerm.capacity, MentorTerm.until,
        )
        .join(Membership, Membership.user_id == User.id)
        .outerjoin(
            MentorTerm,
            (MentorTerm.membership_id == Membership.id)
            & MentorTerm.ended_at.is_(None)
            & (Membership.phase == "mentor"),
        )
        .where(Membership.cohort_id == cohort.id, Membership.phase.in_(INSIDE))
        .order_by(User.name, User.id)
        .limit(PAGE + 1)
    )  # fmt: skip
    if after is not None:
        name = select(User.name).where(User.id == after).scalar_subquery()
        statement = statement.where(tuple_(User.name, User.id) > tuple_(name, after))
    return db.session.execute(statement).all()


def readers_of(cohort) -> list:
    """Everybody who can read the cohort at this moment, with the phase that says why; visitors have none."""
    return db.session.execute(
        select(User.id, User.name, Membership.phase)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.cohort_id == cohort.id, Membership.phase.in_(READING))
        .order_by(User.name, User.id)
        .limit(500)
    ).all()


def people_in(cohort: Cohort, *phases: str) -> list[int]:
    """The people of a cohort who are in one of these phases."""
    those = select(Membership.user_id).where(Membership.cohort_id == cohort.id, Membership.phase.in_(phases))
    return list(db.session.scalars(those))


def facilitators_of(cohort_ids: list[int]) -> dict[int, list]:
    """Who runs each of these cohorts."""
    rows = db.session.execute(
        select(Membership.cohort_id, User.id, User.name)
        .join(User, User.id == Membership.user_id)
        .where(Membership.cohort_id.in_(cohort_ids), Membership.phase == "facilitator")
        .order_by(User.name)
    )
    running: dict[int, list] = {cohort_id: [] for cohort_id in cohort_ids}
    for row in rows:
        running[row.cohort_id].append(row)
    return running


def find_own_membership(viewer: Viewer, cohort_id: int) -> Membership | None:
    """The viewer's membership, in whatever phase, also when they cannot read the cohort yet."""
    return db.session.scalars(select(Membership).filter_by(cohort_id=cohort_id, user_id=viewer.id)).one_or_none()


def is_member(viewer: Viewer, cohort_id: int) -> bool:
    phase = select(Membership.phase).where(Membership.cohort_id == cohort_id, Membership.user_id == viewer.id)
    return db.session.scalar(phase) in INSIDE


def is_led_by(viewer: Viewer, user_id, course_id):
    """Whether a person follows a course in a cohort the viewer facilitates; both are columns or numbers."""
    own, theirs = aliased(Membership), aliased(Membership)
    return exists().where(
        Cohort.course_id == course_id,
        own.cohort_id == Cohort.id,
        own.user_id == (viewer.id or 0),
        own.phase == "facilitator",
        theirs.cohort_id == Cohort.id,
        theirs.user_id == user_id,
        theirs.phase.in_(("trainee", "alumnus")),
    )


def who_leads_readers() -> Select:
    """(audience_id, user_id) of the facilitators of every cohort."""
    leads = select(Cohort.audience_id, Membership.user_id).join(Membership, Membership.cohort_id == Cohort.id)
    return leads.where(Membership.phase == "facilitator")


def was_taken_out(person, cohort_id: int) -> bool:
    """Whether it was somebody else who ended this person's place in the cohort."""
    last = (
        select(Membership.phase, PhaseChange.changed_by)
        .join(PhaseChange, PhaseChange.membership_id == Membership.id)
        .where(Membership.cohort_id == cohort_id, Membership.user_id == person.id)
        .order_by(PhaseChange.id.desc())
        .limit(1)
    )
    row = db.session.execute(last).one_or_none()
    return row is not None and row.phase == "left" and row.changed_by != person.id


def is_last_facilitator(membership: Membership) -> bool:
    """Whether nobody else runs the cohort."""
    others = select(func.count()).where(
        Membership.cohort_id == membership.cohort_id,
        Membership.phase == "facilitator",
        Membership.id != membership.id,
    )
    return membership.phase == "facilitator" and db.session.scalar(others) == 0


def find_membership(cohort_id: int, membership_id: int) -> tuple[Membership, User] | None:
    """A membership of this cohort with its person."""
    row = db.session.execute(
        select(Membership, User)
        .join(User, User.id == Membership.user_id)
        .where(Membership.id == membership_id, Membership.cohort_id == cohort_id)
    ).one_or_none()
    return None if row is None else tuple(row)


def history_of(membership_id: int) -> list:
    """Each step of a membership, the newest first, with who took it; nobody when time did."""
    actor = aliased(User)
    return db.session.execute(
        select(
            PhaseChange.from_phase, PhaseChange.to_phase, PhaseChange.changed_at, PhaseChange.reason,
            actor.name.label("by_name"),
        )
        .outerjoin(actor, actor.id == PhaseChange.changed_by)
        .where(PhaseChange.membership_id == membership_id)
        .order_by(PhaseChange.id.desc())
        .limit(100)
    ).all()  # fmt: skip


def invited_to(cohort) -> list:
    """Members of the academy who were asked and have not answered yet."""
    return db.session.execute(
        select(User.id, User.name, Membership.id.label("membership_id"), Membership.invited_as, Membership.joined_at)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.cohort_id == cohort.id, Membership.phase == "invited")
        .order_by(User.name)
    ).all()
