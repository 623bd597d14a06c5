"""Pages of goals: those of a cohort or the academy, setting one, and one with its history."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from discussions.insights.figures.registry import FIGURES
from discussions.insights.goals import actions, queries, screens
from discussions.insights.goals.forms import ChangeForm, CloseForm, GoalForm, NoteForm
from discussions.insights.goals.policies import can_change
from discussions.insights.periods import period_of
from discussions.insights.scopes import Scope, may_see, scope_or_403, scope_or_404
from lms.access import require
from lms.database import now
from lms.forms import act_once, choices_of
from lms.pages import not_found, then_show

bp = Blueprint("goals", __name__)


@bp.get("/insights/academy/goals", defaults={"cohort_id": None})
@bp.get("/cohorts/<int:cohort_id>/insights/goals")
def show_goals(cohort_id):
    scope = scope_or_404(cohort_id)
    require(cohort_id is not None or may_see(scope))
    return screens.goals_page(scope, sees_all=may_see(scope))


@bp.get("/insights/academy/goals/new", defaults={"cohort_id": None})
@bp.get("/cohorts/<int:cohort_id>/insights/goals/new")
def show_new(cohort_id):
    scope = scope_or_403(cohort_id)
    form = _for(GoalForm(formdata=None, data=_asked() | {"owner_id": current_user.id}), scope)
    return screens.new_page(scope, form, _measure(scope, form))


@bp.post("/insights/academy/goals", defaults={"cohort_id": None})
@bp.post("/cohorts/<int:cohort_id>/insights/goals")
def set_goal(cohort_id):
    scope = scope_or_403(cohort_id)
    form = _for(GoalForm(), scope)
    is_valid, measure = form.validate(), _measure(scope, form)
    figure = FIGURES.get(form.figure.data)
    if is_valid and measure.value is not None and figure.is_as_good(measure.value, form.number):
        form.target.errors = [_("That is how it is already. Aim for more.")]
        is_valid = False
    if not is_valid:
        return screens.new_page(scope, form, measure, status=422)
    act_once(form, current_user)
    goal = actions.set_goal(
        cohort_id=cohort_id, audience_id=scope.audience_id, figure=figure.key, days=int(form.days.data),
        measure=measure, words=form.words, is_shared=form.is_shared.data, by=current_user,
    )  # fmt: skip
    return then_show("insights.goals.show_goal", goal_id=goal.id, toast=_("The goal is set. It is counted every day."))


@bp.get("/goals/<int:goal_id>")
def show_goal(goal_id):
    goal, scope = _found(goal_id)
    return screens.goal_page(goal, scope, _may_change(goal, scope))


@bp.get("/goals/<int:goal_id>/edit")
def show_edit(goal_id):
    goal, scope = _open(goal_id)
    data = {"target": f"{goal.target:g}", "due_on": goal.due_on, "owner_id": goal.owner_id, "why": goal.why}
    form = _for(ChangeForm(formdata=None, data=data | {"version": goal.version}), scope, goal.figure)
    return screens.edit_page(goal, scope, form)


@bp.post("/goals/<int:goal_id>")
def change_goal(goal_id):
    goal, scope = _open(goal_id)
    form = _for(ChangeForm(), scope, goal.figure)
    if not form.validate():
        return screens.edit_page(goal, scope, form, status=422)
    act_once(form, current_user)
    try:
        actions.change_goal(
            goal, form.words, reason=form.reason.data.strip(), version=form.version.data or 0, by=current_user
        )
    except actions.StaleGoal:
        form.go_on_from(goal.version)
        return screens.edit_page(goal, scope, form, status=409, is_stale=True)
    return then_show("insights.goals.show_goal", goal_id=goal_id, toast=_("Changed. What it was stays in the history."))


@bp.post("/goals/<int:goal_id>/notes")
def note_goal(goal_id):
    goal, scope = _open(goal_id)
    form = NoteForm()
    if not form.validate():
        return screens.goal_page(goal, scope, True, note=form, status=422)
    act_once(form, current_user)
    actions.note_goal(goal, form.note.data.strip(), by=current_user)
    return then_show("insights.goals.show_goal", goal_id=goal_id, toast=_("Noted."))


@bp.post("/goals/<int:goal_id>/sharing", defaults={"is_shared": True})
@bp.post("/goals/<int:goal_id>/sharing/end", defaults={"is_shared": False})
def share_goal(goal_id, is_shared):
    goal, _scope = _open(goal_id)
    actions.share_goal(goal, is_shared, by=current_user)
    toast = _("The cohort reads this goal now.") if is_shared else _("The cohort no longer reads this goal.")
    return then_show("insights.goals.show_goal", goal_id=goal_id, toast=toast)


@bp.post("/goals/<int:goal_id>/closure")
def close_goal(goal_id):
    goal, scope = _open(goal_id)
    form = CloseForm(prefix="close-")
    if not form.validate():
        return screens.goal_page(goal, scope, True, close=form, status=422)
    actions.close_goal(goal, form.reason.data.strip(), by=current_user)
    return then_show("insights.goals.show_goal", goal_id=goal_id, toast=_("Closed. Its history stays."))


def _found(goal_id: int, *, lock: bool = False):
    goal = queries.find_goal(current_user, goal_id, lock=lock) or not_found()
    return goal, scope_or_404(goal.cohort_id)


def _open(goal_id: int):
    """An open goal for who changes it."""
    goal, scope = _found(goal_id, lock=request.method == "POST")
    require(_may_change(goal, scope))
    return goal, scope


def _may_change(goal, scope: Scope) -> bool:
    return can_change(current_user, goal, scope.cohort.phase if scope.cohort else None)


def _asked() -> dict:
    """What a link of the figures chose already."""
    figure, days = request.args.get("figure", ""), request.args.get("days", "")
    return ({"figure": figure} if figure in FIGURES else {}) | ({"days": days} if days in ("30", "90", "365") else {})


def _for(form, scope: Scope, figure: str = ""):
    """The form with what can be chosen in this scope."""
    form.today = screens.today_in(scope.zone)
    form.owner_id.choices = choices_of(queries.people_to_own(scope.cohort_id))
    if figure:
        form.figure_key = figure
    else:
        form.figure.choices = choices_of((figure.key, figure.name) for figure in FIGURES.values())
        form.figure_key = form.figure.data if form.figure.data in FIGURES else next(iter(FIGURES))
    return form


def _measure(scope: Scope, form: GoalForm):
    """What the chosen figure says now."""
    moment = now()
    days = form.days.data if form.days.data in ("30", "90", "365") else "90"
    span = scope.span(period_of(f"{days}d", scope.zone, moment), moment)
    return FIGURES[form.figure_key].measure(span)
