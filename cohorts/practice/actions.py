"""Every write about practice plans: writing one, saying how it went, encouraging, removing with undo, asking in time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from cohorts.models import Cohort
from cohorts.practice import notices, queries
from cohorts.practice.models import CHECK_INS, CheckIn, PlanNote, PracticePlan
from cohorts.practice.policies import UNDO
from cohorts.practice.sharing import let_buddy_go, share
from lms.access import grant, make_audience
from lms.admin.audit import audit
from lms.database import db, now
from lms.jobs import every
from lms.notifications.actions import mark_thread_done, withdraw, withdraw_thread

MORNING = time(9)  # when a check-in comes round, where the cohort is


def write_plan(
    cohort: Cohort, *, author, words: dict, begins_on: date, module_id: int | None = None, sharing: str = "me",
    buddy_id: int | None = None, at: datetime | None = None,
) -> PracticePlan:  # fmt: skip
    """A new plan with its three check-ins. `words` are what, occasion, place and sign; `at` seeds the past."""
    own = make_audience("group")
    grant(own.id, author.id)
    plan = PracticePlan(
        cohort_id=cohort.id,
        user_id=author.id,
        module_id=module_id,
        audience_id=own.id,
        own_audience_id=own.id,
        begins_on=begins_on,
        created_at=at or now(),
        **_tidy(words),
    )
    db.session.add(plan)
    db.session.flush()
    db.session.add_all(
        CheckIn(plan_id=plan.id, days=days, due_at=_comes_round(cohort, begins_on, days)) for days in CHECK_INS
    )
    share(plan, cohort, sharing, buddy_id, by=author, at=at)
    return plan


def change_plan(
    plan: PracticePlan, cohort: Cohort, *, words: dict, begins_on: date, module_id: int | None, sharing: str,
    buddy_id: int | None, by,
) -> None:  # fmt: skip
    """Other words, readers or another first day; what has been asked already is not asked again."""
    for name, value in _tidy(words).items():
        setattr(plan, name, value)
    plan.module_id = module_id
    if begins_on != plan.begins_on:
        plan.begins_on = begins_on
        for check_in in queries.check_ins_of(plan):
            if check_in.asked_at is None:
                check_in.due_at = _comes_round(cohort, begins_on, check_in.days)
    share(plan, cohort, sharing, buddy_id, by=by)


def answer(plan: PracticePlan, check_in: CheckIn, *, said: str, sentence: str, by, at: datetime | None = None) -> None:
    """How it went; whoever encouraged its writer hears it the first time. `at` seeds the past."""
    is_first = not check_in.answer
    check_in.answer, check_in.sentence = said, sentence.strip()
    check_in.answered_at = at or now()
    check_in.asked_at = check_in.asked_at or check_in.answered_at
    db.session.flush()
    if at is None:
        mark_thread_done(plan.user_id, plan.thread)
        if is_first:
            notices.tell_answer(plan, check_in, by=by)


def encourage(plan: PracticePlan, *, author, body: str, at: datetime | None = None) -> PlanNote:
    """A sentence under a plan, for those who read it now. `at` seeds the past, and then nobody is told."""
    note = PlanNote(
        plan_id=plan.id,
        audience_id=plan.audience_id,
        author_id=author.id,
        body=body.strip(),
        created_at=at or now(),
    )
    db.session.add(note)
    db.session.flush()
    if at is None:
        notices.tell_note(plan, note, by=author)
    return note


def remove_note(note: PlanNote, *, by) -> None:
    """Gone for everybody; whoever removed it may bring it back for thirty days."""
    note.removed_at, note.removed_by = now(), by.id
    db.session.flush()
    withdraw(notices.thing_of(note))
    if by.id != note.author_id:
        audit("plan note removed", actor=by, object_kind="plan_note", object_id=note.id, audience_id=note.audience_id)


def restore_note(note: PlanNote) -> None:
    note.removed_at = note.removed_by = None
    db.session.flush()


def remove_plan(plan: PracticePlan) -> None:
    """Gone for everybody, with what was said under it; its writer may bring it back for thirty days."""
    plan.removed_at = now()
    if plan.buddy_state == "asked":
        let_buddy_go(plan)
    db.session.flush()
    withdraw_thread(plan.thread)


def restore_plan(plan: PracticePlan) -> None:
    plan.removed_at = None
    db.session.flush()


@every(timedelta(minutes=10))
def ask_how_it_went() -> None:
    """Ask whose check-in came round; of several that piled up only about the last."""
    rows, moment = queries.due(now()), now()
    last = {plan.id: check_in for check_in, plan, _locale in rows}
    for check_in, plan, locale in rows:
        check_in.asked_at = moment
        if last[plan.id] is check_in and not check_in.answer:
            notices.ask(plan, check_in, locale)
    db.session.flush()


@every(timedelta(days=1))
def empty_removed() -> None:
    """After thirty days the words of what was removed are gone for good."""
    before = now() - UNDO
    gone = select(PracticePlan.id).where(PracticePlan.removed_at < before)
    db.session.execute(
        update(PracticePlan)
        .where(PracticePlan.removed_at < before, PracticePlan.what != "")
        .values(what="", occasion="", place="", sign="")
    )
    db.session.execute(update(CheckIn).where(CheckIn.plan_id.in_(gone), CheckIn.sentence != "").values(sentence=""))
    db.session.execute(
        update(PlanNote)
        .where((PlanNote.removed_at < before) | PlanNote.plan_id.in_(gone), PlanNote.body != "")
        .values(body="")
    )


def _tidy(words: dict) -> dict:
    return {name: words[name].strip() for name in ("what", "occasion", "place", "sign")}


def _comes_round(cohort: Cohort, begins_on: date, days: int) -> datetime:
    day = begins_on + timedelta(days=days)
    return datetime.combine(day, MORNING, ZoneInfo(cohort.timezone)).astimezone(UTC)
