"""Every write about the training of a cohort: its schedule, its end, and that it goes on after all."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import exists, insert, select, update

from cohorts import notices
from cohorts.membership.actions import TIME_DID_IT, take_turn
from cohorts.models import RULES, Cohort, Membership, PhaseChange, ScheduleRule
from courses.models import Module, ModuleRelease
from lms.admin.audit import audit
from lms.database import db, now
from lms.jobs import enqueue, every, job

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)  # when a module opens that opens at once
TIME_UNDID_IT = "the training goes on"


def set_rule(cohort: Cohort, module: Module, rule: str, opens_on: date | None = None, days: int | None = None) -> None:
    """When a module opens for this cohort: at once, on a date, or so many days after the start."""
    if rule not in RULES:
        raise ValueError(f"no such rule: {rule!r}")
    row = db.session.get(ScheduleRule, (cohort.id, module.id))
    if row is None:
        row = ScheduleRule(cohort_id=cohort.id, module_id=module.id)
        db.session.add(row)
    row.rule = rule
    row.opens_on = opens_on if rule == "on_date" else None
    row.days = days if rule == "days_after" else None
    _release(cohort, row)


def recompute_releases(cohort: Cohort) -> None:
    """The moments that follow from the rules, after dates or zone were changed."""
    for rule in db.session.scalars(select(ScheduleRule).where(ScheduleRule.cohort_id == cohort.id)).all():
        _release(cohort, rule)


def end_training(cohort: Cohort) -> bool:
    """Trainees become alumni, once; audiences, addresses and words stay as they are. False: nothing to end."""
    take_turn(cohort)
    if cohort.ended_at is not None or not cohort.is_over(now()):
        return False
    cohort.ended_at = now()
    trainees = select(Membership.id, Membership.user_id).filter_by(cohort_id=cohort.id, phase="trainee")
    rows = db.session.execute(trainees).all()
    _turn([row.id for row in rows], "trainee", "alumnus", TIME_DID_IT, cohort.ends_at)
    audit("training ended", object_kind="cohort", object_id=cohort.id, audience_id=cohort.audience_id, people=len(rows))
    if rows:
        enqueue("tell_end_of_training", cohort_id=cohort.id, user_ids=[row.user_id for row in rows])
    return True


def reopen_training(cohort: Cohort) -> bool:
    """The end lies in the future again: alumni whom time made alumni are trainees again."""
    take_turn(cohort)
    if cohort.ended_at is None or cohort.is_over(now()):
        return False
    cohort.ended_at = None
    later = PhaseChange.__table__.alias("later")
    made_by_time = (
        select(Membership.id)
        .join(PhaseChange, PhaseChange.membership_id == Membership.id)
        .where(
            Membership.cohort_id == cohort.id,
            Membership.phase == "alumnus",
            PhaseChange.from_phase == "trainee",
            PhaseChange.to_phase == "alumnus",
            PhaseChange.changed_by.is_(None),
            ~exists().where(later.c.membership_id == Membership.id, later.c.id > PhaseChange.id),
        )
    )
    ids = db.session.scalars(made_by_time).all()
    _turn(ids, "alumnus", "trainee", TIME_UNDID_IT, now())
    audit(
        "training reopened", object_kind="cohort", object_id=cohort.id, audience_id=cohort.audience_id, people=len(ids)
    )
    return True


@job("end_training")
def end_training_of(cohort_id: int) -> None:
    end_training(db.session.get_one(Cohort, cohort_id))


@job("tell_end_of_training")
def tell_end_of_training(cohort_id: int, user_ids: list[int]) -> None:
    notices.tell_end(db.session.get_one(Cohort, cohort_id), user_ids)


@every(timedelta(minutes=1))
def end_due_trainings() -> None:
    """Ask for the end of every training whose last day has passed, each in a transaction of its own."""
    moment = now()
    # The first place on earth to end a day does so while UTC is still in it.
    due = select(Cohort).where(
        Cohort.ended_at.is_(None), Cohort.ends_on <= moment.date(), Cohort.went_into_id.is_(None)
    )
    for cohort in db.session.scalars(due).all():
        if cohort.is_over(moment):
            enqueue("end_training", cohort_id=cohort.id)


def _turn(membership_ids: list[int], before: str, after: str, reason: str, at: datetime) -> None:
    """Turn many people from one phase inside the cohort into another; nobody's audiences change by it."""
    if not membership_ids:
        return
    db.session.execute(update(Membership).where(Membership.id.in_(membership_ids)).values(phase=after))
    db.session.execute(
        insert(PhaseChange),
        [
            {"membership_id": each, "from_phase": before, "to_phase": after, "reason": reason, "changed_at": at}
            for each in membership_ids
        ],
    )


def _release(cohort: Cohort, rule: ScheduleRule) -> None:
    row = db.session.get(ModuleRelease, (rule.module_id, cohort.audience_id))
    if row is None:
        row = ModuleRelease(module_id=rule.module_id, audience_id=cohort.audience_id)
        db.session.add(row)
    row.opens_at = cohort.opens_at(rule.rule, rule.opens_on, rule.days) or ALWAYS
    db.session.flush()
