"""Every write about who reads a cohort: coming in, going out, and going on under a new audience when others come along."""

from sqlalchemy import delete, exists, insert, literal, select, update

from cohorts.audiences.models import CohortAudience, FormerReader
from cohorts.audiences.queries import audiences_of_cohort, read_before, strangers_to, was_said_to
from cohorts.calendar.models import Event
from cohorts.calendar.opening import open_events
from cohorts.events import AudienceFollowed
from cohorts.models import Cohort, Membership
from courses.assignments.models import DueDate
from courses.models import ModuleRelease
from lms.access import Audience, AudienceMember, grant, grant_each, make_audience, revoke
from lms.database import db, now
from lms.events import publish


def keep_audience(cohort: Cohort) -> None:
    """A new cohort is known by its first audience."""
    db.session.add(CohortAudience(audience_id=cohort.audience_id, cohort_id=cohort.id))
    db.session.flush()


def let_read(cohort: Cohort, user_id: int) -> None:
    """What is said in the cohort now, and of what was said before a new audience came, what they read already."""
    grant(cohort.audience_id, user_id)
    grant_each(read_before(cohort, user_id), user_id)


def let_read_no_more(cohort: Cohort, user_id: int) -> None:
    for audience_id in audiences_of_cohort(cohort):
        revoke(audience_id, user_id)


def open_to(cohort: Cohort, user_ids) -> bool:
    """Make room for people who were not there: what was said before they come stays with whom it was said to.

    The cohort goes on under a new audience of its people, which these are let into. False: nothing had to be closed."""
    old = cohort.audience_id
    if not strangers_to(old, user_ids) or not was_said_to(old):
        return False
    new = make_audience("cohort", cohort.name)
    close(old)
    columns = ["user_id", "audience_id", "until"]
    same = select(AudienceMember.user_id, literal(new.id), AudienceMember.until)
    db.session.execute(insert(AudienceMember).from_select(columns, same.where(AudienceMember.audience_id == old)))
    new.size = db.session.get_one(Audience, old).size
    cohort.audience_id = new.id
    keep_audience(cohort)
    _carry_schedule(old, new.id)
    open_plans(cohort, old)
    publish(AudienceFollowed(cohort.id, new.id))
    return True


def close(audience_id: int) -> None:
    """Nobody new comes into it; who is in it now may come back to it."""
    held = db.session.get_one(CohortAudience, audience_id)
    held.closed_at = held.closed_at or now()
    db.session.get_one(Audience, audience_id).kind = "group"  # of the cohort as it is there is one, by its name
    readers = select(AudienceMember.audience_id, AudienceMember.user_id).where(
        AudienceMember.audience_id == audience_id, AudienceMember.until.is_(None)
    )
    known = exists().where(FormerReader.audience_id == audience_id, FormerReader.user_id == AudienceMember.user_id)
    db.session.flush()
    db.session.execute(insert(FormerReader).from_select(["audience_id", "user_id"], readers.where(~known)))


def open_plans(cohort: Cohort, old: int) -> None:
    """What its facilitators plan, they plan for the whole group; what members host stays with whom they invited."""
    leads = select(Membership.user_id).where(Membership.cohort_id == cohort.id, Membership.phase == "facilitator")
    coming = (Event.cohort_id == cohort.id, Event.audience_id == old, Event.host_id.in_(leads))
    open_events(coming, to=cohort.audience_id)


def _carry_schedule(old: int, new: int) -> None:
    """When modules open and work is due is said of a cohort, not to its people of one moment."""
    for table in (ModuleRelease, DueDate):
        theirs = update(table).where(table.audience_id == old).values(audience_id=new)
        db.session.execute(theirs.execution_options(synchronize_session=False))
        for row in [row for row in db.session.identity_map.values() if isinstance(row, table)]:
            db.session.expunge(row)


def drop_schedule(audience_id: int) -> None:
    """What was still to open for these readers opens by another schedule now; what is open stays open."""
    later = (ModuleRelease.audience_id == audience_id, ModuleRelease.opens_at > now())
    db.session.execute(delete(ModuleRelease).where(*later))
