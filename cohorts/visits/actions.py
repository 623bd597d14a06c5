"""Every write about visits of administrators: beginning one in sight of the members, and ending it."""

from datetime import timedelta

from sqlalchemy import select, update

from cohorts import notices
from cohorts.audiences.actions import let_read_no_more
from cohorts.audiences.queries import audiences_of_cohort
from cohorts.models import Cohort, CohortVisit
from lms.access import AudienceMember, end_visits, grant
from lms.admin.audit import audit
from lms.database import db, now
from lms.jobs import every

every(timedelta(minutes=5))(end_visits)


def begin_visit(cohort: Cohort, *, by, reason: str, hours: int) -> CohortVisit:
    """Let an administrator read along until the hours are over; the audit log, the members and the space show it."""
    until = now() + timedelta(hours=hours)
    visit = CohortVisit(cohort_id=cohort.id, user_id=by.id, reason=reason, until=until)
    db.session.add(visit)
    db.session.flush()
    for audience_id in audiences_of_cohort(cohort):
        grant(audience_id, by.id, until)
    audit(
        "cohort visited",
        actor=by,
        object_kind="cohort",
        object_id=cohort.id,
        audience_id=cohort.audience_id,
        visit_id=visit.id,
        hours=hours,
    )
    notices.tell_visit(cohort, visit, by)
    return visit


def end_visit(cohort: Cohort, *, by) -> bool:
    """The administrator is done before the time is; False when they are not on a visit."""
    member = db.session.scalars(
        select(AudienceMember).filter_by(audience_id=cohort.audience_id, user_id=by.id)
    ).one_or_none()
    if member is None or member.until is None:
        return False
    let_read_no_more(cohort, by.id)
    moment = now()
    db.session.execute(
        update(CohortVisit)
        .where(CohortVisit.cohort_id == cohort.id, CohortVisit.user_id == by.id, CohortVisit.until > moment)
        .values(until=moment)
    )
    audit("visit ended", actor=by, object_kind="cohort", object_id=cohort.id, audience_id=cohort.audience_id)
    return True
