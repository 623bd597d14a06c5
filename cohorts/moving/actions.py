"""Every write about going on elsewhere: one person, or a whole cohort. All of it happens, or nothing does."""

from sqlalchemy import update

from cohorts.audiences.actions import close, drop_schedule, open_to
from cohorts.audiences.models import CohortAudience
from cohorts.calendar.actions import cancel_event
from cohorts.calendar.models import Event
from cohorts.calendar.opening import coming, open_events
from cohorts.events import CohortsMerged
from cohorts.ground.actions import carry_all, carry_answers
from cohorts.membership.actions import add_member, change_phase, take_turn
from cohorts.mentoring import as_role
from cohorts.mentoring.actions import carry_term
from cohorts.models import Cohort, Membership
from cohorts.moving import carrying, notices, queries
from cohorts.moving.models import Preview
from cohorts.roles.actions import end_in
from lms.admin.audit import audit
from lms.database import db
from lms.events import publish

WENT_ON = "went on in another cohort"


class Changed(Exception):
    """The situation is another than the one that was confirmed; `preview` says what would happen now."""

    def __init__(self, preview: Preview):
        super().__init__(preview.mark)
        self.preview = preview


def move_person(membership: Membership, into: Cohort, *, mark: str, by) -> None:
    """Somebody goes on in another cohort of the course, and reads on what they read; raises Changed."""
    cohort = _take_turns(db.session.get_one(Cohort, membership.cohort_id), into)
    db.session.refresh(membership)
    preview = queries.preview_of_move(cohort, membership, into)
    _require(preview, mark)
    person = membership.user_id
    open_to(into, [person])
    carrying.carry_works(cohort, into, carrying.Submission.user_id == person)
    carrying.carry_plans(cohort, into, person)
    carry_answers(cohort.id, into.id, person)
    there = add_member(into, person, membership.phase, by=by, reason=WENT_ON, tell=False)
    carrying.carry_grades(membership.id, there.id)
    carry_term(membership.id, there.id)
    as_role.carry(cohort, into, person)
    end_in(cohort.id, person)
    change_phase(membership, "former", by=by, reason=WENT_ON)
    audit(
        "person moved to another cohort",
        actor=by,
        object_kind="membership",
        object_id=there.id,
        audience_id=into.audience_id,
        user_id=person,
        from_cohort_id=cohort.id,
    )
    notices.tell_moved(cohort, into, person, by=by)


def merge_cohort(cohort: Cohort, into: Cohort, *, mark: str, with_events: bool, why_not: str, by) -> None:
    """A cohort goes on in another: its people, conversations, work and addresses; raises Changed.

    Without its events the meetings to come that its facilitators planned are cancelled, for the reason `why_not`."""
    _take_turns(cohort, into)
    preview = queries.preview_of_merge(cohort, into)
    _require(preview, mark)
    old, people = cohort.audience_id, preview.people
    _settle_events(cohort, old, preview, with_events=with_events, why_not=why_not, by=by)
    open_to(into, [one.user_id for one in people])
    if with_events:
        ids = [event.id for event in preview.events]
        open_events((Event.id.in_(ids),), to=into.audience_id)
    close(old)
    drop_schedule(old)
    theirs = update(CohortAudience).where(CohortAudience.cohort_id == cohort.id).values(cohort_id=into.id)
    db.session.execute(theirs.execution_options(synchronize_session="fetch"))
    if any(one.phase == "facilitator" and one.there != "facilitator" for one in people):
        carrying.keep_works_to_their_readers(into, into)
    carrying.carry_works(cohort, into)
    carrying.keep_works_to_their_readers(cohort, into)
    carrying.carry_cohort(cohort, into)
    carry_all(cohort.id, into.id)
    _bring(cohort, into, people, by)
    earlier = update(Cohort).where(Cohort.went_into_id == cohort.id).values(went_into_id=into.id)
    db.session.execute(earlier.execution_options(synchronize_session="fetch"))
    cohort.went_into_id = into.id
    db.session.flush()
    publish(CohortsMerged(cohort.id, into.id))
    audit(
        "cohorts merged",
        actor=by,
        object_kind="cohort",
        object_id=cohort.id,
        audience_id=into.audience_id,
        into_cohort_id=into.id,
        people=len(people),
    )
    notices.tell_merged(cohort, into, {one.user_id for one in people}, by=by)


def _settle_events(cohort: Cohort, audience_id: int, preview: Preview, *, with_events: bool, why_not: str, by) -> None:
    if with_events:
        return
    ids = [event.id for event in preview.events]
    for event in db.session.scalars(coming(Event.id.in_(ids), Event.audience_id == audience_id)).all():
        cancel_event(event, reason=why_not, by=by)


def _bring(cohort: Cohort, into: Cohort, people, by) -> None:
    """Everybody comes into the other cohort and stays among the readers of what they were told in this one."""
    for one in people:
        membership = db.session.get_one(Membership, one.membership_id)
        there = add_member(into, one.user_id, one.phase, by=by, reason=WENT_ON, tell=False)
        if one.there and one.becomes != one.there:
            change_phase(there, one.becomes, by=by, reason=WENT_ON)
        carrying.carry_grades(membership.id, there.id)
        carry_term(membership.id, there.id)
        change_phase(membership, "former", by=by, reason=WENT_ON)
    for membership in queries.invited_to(cohort):
        invited_as = membership.invited_as or "trainee"
        there = add_member(
            into, membership.user_id, "invited", by=by, reason=WENT_ON, tell=False, invited_as=invited_as
        )
        carry_term(membership.id, there.id)
        change_phase(membership, "left", by=by, reason=WENT_ON)


def _take_turns(cohort: Cohort, into: Cohort) -> Cohort:
    """Both at once, in one order, so that nobody comes or goes while it happens."""
    for one in sorted((cohort, into), key=lambda one: one.id):
        take_turn(one)
    return cohort


def _require(preview: Preview, mark: str) -> None:
    if preview.obstacles or preview.mark != mark:
        raise Changed(preview)
