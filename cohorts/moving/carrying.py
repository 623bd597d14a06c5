"""What goes along when people go on in another cohort: their work, grades, plans, and with a whole cohort its events and links."""

from sqlalchemy import case, exists, or_, select, update
from sqlalchemy.orm import aliased

from cohorts.assignments.models import Submission
from cohorts.calendar.models import CalendarImport, Event
from cohorts.grades.models import GradeOverride
from cohorts.joining.queries import cohort_invitations
from cohorts.live.models import LiveSession
from cohorts.models import Cohort, InvitationLink
from cohorts.practice.models import PracticePlan
from cohorts.practice.sharing import keep_to_oneself
from lms.database import db

IS_READ_BY_OTHERS = or_(Submission.from_cohort_id.is_(None), Submission.from_number != Submission.number)


def carry_works(cohort: Cohort, into: Cohort, *which) -> None:
    """Work counts where its writer is now, and is read by those who read it until they hand it in again."""
    there = aliased(Submission)
    is_there = exists().where(
        there.lesson_id == Submission.lesson_id, there.user_id == Submission.user_id, there.cohort_id == into.id
    )
    _update(
        update(Submission)
        .where(Submission.cohort_id == cohort.id, *which, ~is_there)
        .values(
            cohort_id=into.id,
            from_cohort_id=case((IS_READ_BY_OTHERS, cohort.id), else_=Submission.from_cohort_id),
            from_number=case((IS_READ_BY_OTHERS, Submission.number), else_=Submission.from_number),
        )
    )


def keep_works_to_their_readers(cohort: Cohort, other: Cohort) -> None:
    """Who comes to lead the cohort does not read what was handed in before; `other` is where its graders may be too."""
    values = {"from_cohort_id": other.id, "from_number": Submission.number}
    _update(update(Submission).where(Submission.cohort_id == cohort.id, IS_READ_BY_OTHERS).values(**values))


def carry_plans(cohort: Cohort, into: Cohort, user_id: int) -> None:
    """One person's plans go along, theirs alone until they share them again where they are."""
    theirs = select(PracticePlan).where(PracticePlan.cohort_id == cohort.id, PracticePlan.user_id == user_id)
    for plan in db.session.scalars(theirs.order_by(PracticePlan.id)).all():
        if plan.sharing != "me":
            keep_to_oneself(plan)
        plan.cohort_id = into.id
    db.session.flush()


def carry_grades(from_id: int, to_id: int) -> None:
    """What a facilitator decided about somebody's grades stays decided, with its history."""
    known = set(db.session.scalars(select(GradeOverride.lesson_id).where(GradeOverride.membership_id == to_id)))
    for row in db.session.scalars(
        select(GradeOverride).filter_by(membership_id=from_id).order_by(GradeOverride.id)
    ).all():
        if row.lesson_id not in known:
            copy = {
                name: getattr(row, name) for name in ("lesson_id", "before", "percent", "reason", "made_by", "made_at")
            }
            db.session.add(GradeOverride(membership_id=to_id, **copy))
    db.session.flush()


def carry_cohort(cohort: Cohort, into: Cohort) -> None:
    """What belongs to a whole cohort: its plans, events, sessions, and the ways in that were given out."""
    for table in (PracticePlan, Event, CalendarImport, InvitationLink):
        _update(update(table).where(table.cohort_id == cohort.id).values(cohort_id=into.id))
    there = aliased(LiveSession)
    is_held = exists().where(there.lesson_id == LiveSession.lesson_id, there.cohort_id == into.id)
    _update(update(LiveSession).where(LiveSession.cohort_id == cohort.id, ~is_held).values(cohort_id=into.id))
    for invitation in db.session.scalars(cohort_invitations(cohort)).all():
        invitation.then = invitation.then | {"cohort_id": into.id, "title": into.name}
    db.session.flush()


def _update(statement) -> None:
    db.session.flush()
    db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.expire_all()
