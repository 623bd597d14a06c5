"""Who reads a plan: its writer alone, a buddy who said yes, or the cohort; and what leaving the cohort does to it."""

from datetime import datetime

from cohorts.models import Cohort
from cohorts.practice import notices, queries
from cohorts.practice.models import PracticePlan
from lms.access import grant, make_audience, revoke
from lms.database import db
from lms.notifications.actions import change_audience, withdraw, withdraw_thread


def share(
    plan: PracticePlan, cohort: Cohort, sharing: str, buddy_id: int | None, *, by, at: datetime | None = None
) -> None:
    """Give the plan these readers. A buddy reads nothing before they said yes, and who said no is not asked again."""
    if plan.buddy_id and (sharing != "buddy" or buddy_id != plan.buddy_id):
        let_buddy_go(plan)
    plan.sharing = sharing
    if sharing == "buddy" and plan.buddy_id is None:
        plan.buddy_id, plan.buddy_state = buddy_id, "asked"
        db.session.flush()
        if at is None:
            notices.ask_buddy(plan, cohort, by=by)
    if sharing != "buddy":
        _read_by(plan, cohort.audience_id if sharing == "cohort" else plan.own_audience_id)


def accept(plan: PracticePlan, *, by, at: datetime | None = None) -> bool:
    """The person asked says yes, and reads along from now on; False when that was over a moment ago."""
    _hold(plan)
    if plan.buddy_id != by.id or plan.buddy_state != "asked":
        return False
    plan.buddy_state = "accepted"
    # An audience for these two alone: a later buddy does not read what was said to this one.
    pair = make_audience("group")
    for user_id in (plan.user_id, by.id):
        grant(pair.id, user_id)
    _read_by(plan, pair.id)
    withdraw(notices.request_of(plan))
    if at is None:
        notices.tell_buddy(plan, by=by)
    return True


def step_back(plan: PracticePlan, *, by) -> None:
    """The person asked says no, or the buddy stops: the plan is its writer's alone again."""
    _hold(plan)
    if plan.buddy_id != by.id:
        return
    let_buddy_go(plan)
    plan.buddy_id, plan.buddy_state = by.id, "refused"
    db.session.flush()


def let_buddy_go(plan: PracticePlan) -> None:
    """Whoever was asked is asked no more; who read along reads no more."""
    withdraw(notices.request_of(plan))
    if plan.buddy_state == "accepted":
        revoke(plan.audience_id, plan.buddy_id)
        _read_by(plan, plan.own_audience_id)
    plan.buddy_id, plan.buddy_state = None, ""
    db.session.flush()


def take_out(cohort_id: int, user_id: int) -> None:
    """Somebody left the cohort: what they planned is theirs alone, and they are nobody's buddy there any more."""
    for plan in queries.plans_touched_by(cohort_id, user_id):
        if plan.user_id == user_id:
            keep_to_oneself(plan)
        else:
            let_buddy_go(plan)


def keep_to_oneself(plan: PracticePlan) -> None:
    """The plan is its writer's alone, and nobody is told of it any more."""
    let_buddy_go(plan)
    plan.sharing = "me"
    _read_by(plan, plan.own_audience_id)
    withdraw_thread(plan.thread)


def _read_by(plan: PracticePlan, audience_id: int) -> None:
    """What people were told of the plan goes where the plan goes."""
    plan.audience_id = audience_id
    db.session.flush()
    change_audience([plan.thread], audience_id)


def _hold(plan: PracticePlan) -> None:
    """Two answers of one buddy come one after the other."""
    db.session.flush()
    db.session.refresh(plan, with_for_update=True)
