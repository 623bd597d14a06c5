"""Every write about goals: setting, changing, noting, sharing and closing one, and the daily round that counts them."""

from datetime import timedelta

from discussions.insights.figures.registry import FIGURES
from discussions.insights.goals import notices, queries
from discussions.insights.goals.models import FIELDS, Goal, GoalCount, GoalStep
from discussions.insights.measuring import Measure, Span
from discussions.insights.periods import period_of
from lms.admin.audit import audit
from lms.admin.queries import get_academy
from lms.database import db, now
from lms.jobs import every

KEPT_EVERY = timedelta(days=7)


class StaleGoal(Exception):
    """Somebody else changed the goal since the page was opened, or closed it."""


def set_goal(
    *,
    cohort_id: int | None,
    audience_id: int,
    figure: str,
    days: int,
    measure: Measure,
    words: dict,
    is_shared: bool,
    by,
) -> Goal:
    """A new goal; `measure` is what its figure says at this moment, `words` its FIELDS."""
    goal = Goal(
        cohort_id=cohort_id, audience_id=audience_id, figure=figure, days=days, baseline=measure.value,
        is_shared=is_shared and cohort_id is not None, **words,
    )  # fmt: skip
    db.session.add(goal)
    db.session.flush()
    _keep(goal, measure, now())
    _step(goal, "set", by=by)
    audit("goal set", actor=by, object_kind="goal", object_id=goal.id, audience_id=audience_id)
    return goal


def change_goal(goal: Goal, words: dict, *, reason: str, version: int, by) -> None:
    """Another target, date, owner or why; what stood there before is kept with the reason."""
    if goal.version != version or goal.closed_at:
        raise StaleGoal
    before = {field: _plain(getattr(goal, field)) for field in FIELDS if getattr(goal, field) != words[field]}
    for field in FIELDS:
        setattr(goal, field, words[field])
    if "due_on" in before:
        goal.told_due_at = None
    if "target" in before and not _is_met(goal):
        goal.reached_at = None
    goal.version += 1
    _step(goal, "changed", by=by, words=reason, before=before)
    audit("goal changed", actor=by, object_kind="goal", object_id=goal.id, audience_id=goal.audience_id)


def note_goal(goal: Goal, note: str, *, by) -> None:
    """What a look at the goal brought; the note before stays in its history."""
    goal.note = note
    _step(goal, "noted", by=by, words=note)


def share_goal(goal: Goal, is_shared: bool, *, by) -> None:
    """Show it to the members of the cohort, or show it to them no more."""
    if goal.cohort_id is not None and goal.is_shared != is_shared:
        goal.is_shared = is_shared
        _step(goal, "shared" if is_shared else "unshared", by=by)


def close_goal(goal: Goal, reason: str, *, by) -> None:
    """It is counted no more; its history stays."""
    if goal.closed_at:
        raise StaleGoal
    goal.closed_at = now()
    _step(goal, "closed", by=by, words=reason)
    notices.forget(goal)
    audit("goal closed", actor=by, object_kind="goal", object_id=goal.id, audience_id=goal.audience_id)


def end_goals(cohort_id: int) -> None:
    """A cohort went on in another one: there is nobody left in it to count."""
    for goal in queries.open_goals_of(cohort_id):
        goal.closed_at = now()
        _step(goal, "ended")
        notices.forget(goal)


def hand_goals(cohort_id: int, *, from_id: int, to_id: int) -> None:
    """What one person saw to in a cohort, another does; the step stays in the history."""
    for goal in queries.open_goals_of(cohort_id):
        if goal.owner_id == from_id:
            goal.owner_id, goal.version = to_id, goal.version + 1
            _step(goal, "handed", before={"owner_id": from_id})
            notices.forget(goal)


@every(timedelta(hours=6))
def count_goals() -> None:
    """Count what stands open; whoever owns a goal hears once that it is reached, and once that its day has come."""
    moment, academy, spans = now(), get_academy(), {}
    for goal, cohort, locale in queries.goals_to_count():
        zone = cohort.timezone if cohort else academy.timezone
        period = period_of(f"{goal.days}d", zone, moment)
        span = spans.setdefault((goal.cohort_id, goal.days), Span(cohort, period, moment))
        _keep(goal, FIGURES[goal.figure].measure(span), moment)
        if goal.reached_at is None and _is_met(goal):
            goal.reached_at = moment
            _step(goal, "reached")
            notices.tell_reached(goal, locale)
        elif goal.told_due_at is None and goal.due_on <= period.last:
            goal.told_due_at = moment
            if goal.reached_at is None:
                notices.tell_due(goal, locale)
    db.session.flush()


def _keep(goal: Goal, measure: Measure, moment) -> None:
    goal.value, goal.counted_n, goal.counted_of, goal.counted_at = measure.value, measure.n, measure.of, moment
    last = queries.last_count(goal)
    if last is None or last.at <= moment - KEPT_EVERY:
        db.session.add(GoalCount(goal_id=goal.id, at=moment, value=measure.value, n=measure.n, of=measure.of))
        db.session.flush()


def _is_met(goal: Goal) -> bool:
    return goal.value is not None and FIGURES[goal.figure].is_as_good(goal.value, goal.target)


def _step(goal: Goal, kind: str, *, by=None, words: str = "", before: dict | None = None) -> None:
    db.session.add(
        GoalStep(goal_id=goal.id, kind=kind, by=by.id if by else None, words=words, before=before or {}, at=now())
    )
    db.session.flush()


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
