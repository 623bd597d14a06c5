"""Every write about a person in a cohort; only coming in and going out touch what they can read."""

from datetime import datetime

from sqlalchemy import exists, select

from cohorts import notices
from cohorts.assignments.peers.rounds import leave_rounds
from cohorts.assignments.readers import settle_cohort
from cohorts.audiences.actions import let_read, let_read_no_more
from cohorts.calendar.actions import take_out as free_places
from cohorts.calendar.models import Event
from cohorts.events import PersonLeft, PhaseChanged
from cohorts.ground.actions import withdraw
from cohorts.models import INSIDE, PHASES, READING, Cohort, Membership, PhaseChange
from cohorts.practice.sharing import take_out
from courses.actions import enrol, leave_course
from courses.models import Course
from lms.access import grant, revoke
from lms.admin.audit import audit
from lms.database import db, now
from lms.events import publish
from lms.people.models import RoleGrant

TIME_DID_IT = "the training ended"


def add_member(
    cohort: Cohort,
    user_id: int,
    phase: str,
    *,
    by=None,
    reason: str = "",
    at: datetime | None = None,
    tell: bool = True,
    invited_as: str = "trainee",
) -> Membership:
    """Let a person in, or ask them; who is in already keeps the phase they have. `at` seeds the past.

    Where the cohort goes on in another, they come into that one."""
    take_turn(cohort)
    if cohort.went_into_id:
        cohort = db.session.get_one(Cohort, cohort.went_into_id)
        take_turn(cohort)
    membership = db.session.scalars(select(Membership).filter_by(cohort_id=cohort.id, user_id=user_id)).one_or_none()
    if membership is None:
        membership = Membership(cohort_id=cohort.id, user_id=user_id, phase="", joined_at=at or now())
        db.session.add(membership)
    elif membership.phase in INSIDE:
        return membership
    membership.invited_as = invited_as if phase == "invited" else ""
    _step(cohort, membership, phase, by=by, reason=reason, at=at)
    if tell:
        notices.tell_welcome(cohort, membership, by, at)
    return membership


def change_phase(membership: Membership, phase: str, *, by=None, reason: str = "") -> None:
    """Another phase for somebody; every step is kept."""
    cohort = db.session.get_one(Cohort, membership.cohort_id)
    take_turn(cohort)
    db.session.refresh(membership)
    _step(cohort, membership, phase, by=by, reason=reason)


def accept_invitation(membership: Membership, *, by) -> bool:
    """An invited person says yes; False when the invitation was taken back a moment ago."""
    take_turn(db.session.get_one(Cohort, membership.cohort_id))
    db.session.refresh(membership)
    if membership.phase != "invited":
        return False
    change_phase(membership, membership.invited_as or "trainee", by=by)
    return True


def remove_member(membership: Membership, *, by=None, reason: str = "") -> None:
    """The person leaves, by their own hand or another's: nothing they wrote is touched, and they may come back."""
    change_phase(membership, "left", by=by, reason=reason)


def keep_people_of_courses(user_id: int) -> None:
    """Whoever lost a right to courses keeps those of the cohorts they are in."""
    courses = db.session.scalars(
        select(Course.people_audience_id)
        .join(Cohort, Cohort.course_id == Course.id)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .where(Membership.user_id == user_id, Membership.phase.in_(INSIDE))
    )
    for audience_id in courses.all():
        grant(audience_id, user_id)


def take_turn(cohort: Cohort) -> None:
    """Joins, ends and changes of one cohort happen one after the other, so each sees what the last one did."""
    db.session.flush()
    db.session.refresh(cohort, with_for_update=True)


def _step(cohort, membership, phase: str, *, by=None, reason: str = "", at: datetime | None = None) -> None:
    if phase not in PHASES:
        raise ValueError(f"no such phase: {phase!r}")
    before, moment = membership.phase, at or now()
    if before == phase:
        return
    membership.phase = phase
    membership.left_at = moment if phase == "left" else None
    db.session.flush()
    db.session.add(
        PhaseChange(
            membership_id=membership.id,
            from_phase=before,
            to_phase=phase,
            changed_by=by.id if by else None,
            changed_at=moment,
            reason=reason,
        )
    )
    audit(
        "phase changed",
        actor=by,
        object_kind="membership",
        object_id=membership.id,
        audience_id=cohort.audience_id,
        user_id=membership.user_id,
        from_phase=before,
        to_phase=phase,
    )
    if "facilitator" in (before, phase):
        settle_cohort(cohort.id)
    if phase in INSIDE and before not in INSIDE:
        _let_in(cohort, membership)
    elif before in INSIDE and phase not in INSIDE:
        _let_out(cohort, membership)
    publish(PhaseChanged(cohort.id, membership.id, membership.user_id, before, phase))
    if before in READING and phase not in READING:
        let_read_no_more(cohort, membership.user_id)
        publish(PersonLeft(cohort.id, cohort.course_id, membership.user_id))
    if phase == "trainee" and cohort.ended_at is not None:
        _step(cohort, membership, "alumnus", reason=TIME_DID_IT, at=at)


def _let_in(cohort: Cohort, membership: Membership) -> None:
    course = db.session.get_one(Course, cohort.course_id)
    let_read(cohort, membership.user_id)
    grant(course.people_audience_id, membership.user_id)
    enrol(course.id, membership.user_id)


def _let_out(cohort: Cohort, membership: Membership) -> None:
    take_out(cohort.id, membership.user_id)
    withdraw(cohort.id, membership.user_id)
    free_places(membership.user_id, Event.cohort_id == cohort.id)
    leave_rounds(cohort.id)
    settle_cohort(cohort.id)
    course = db.session.get_one(Course, cohort.course_id)
    if not _is_elsewhere(course, membership):
        leave_course(course.id, membership.user_id)
        if not _is_author(course, membership.user_id):
            revoke(course.people_audience_id, membership.user_id)


def _is_elsewhere(course: Course, membership: Membership) -> bool:
    """Whether the person is in another cohort of the course."""
    return db.session.scalar(
        select(
            exists().where(
                Membership.user_id == membership.user_id,
                Membership.id != membership.id,
                Membership.phase.in_(INSIDE),
                Membership.cohort_id == Cohort.id,
                Cohort.course_id == course.id,
            )
        )
    )


def _is_author(course: Course, user_id: int) -> bool:
    """Whether the person reads the course because they write it."""
    is_author = exists().where(RoleGrant.user_id == user_id, RoleGrant.role == "author")
    return course.created_by == user_id or db.session.scalar(select(is_author))
