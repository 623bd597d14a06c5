"""The pages about goals."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from flask_login import current_user
from markupsafe import Markup

from discussions.insights.figures.registry import FIGURES
from discussions.insights.goals import queries, words
from discussions.insights.goals.drawing import draw
from discussions.insights.goals.forms import ChangeForm, CloseForm, GoalForm, NoteForm
from discussions.insights.goals.models import Goal
from discussions.insights.measuring import Measure
from discussions.insights.scopes import Scope, may_see
from discussions.insights.words import measure_words, numbers_words
from lms.database import now
from lms.pages import render


@dataclass(frozen=True, slots=True)
class Line:
    """A goal in a list or in a report."""

    goal: Goal
    owner: str
    zone: str

    @property
    def today(self) -> date:
        return today_in(self.zone)

    @property
    def title(self) -> str:
        return words.title_of(self.goal)

    @property
    def state(self) -> str:
        return self.goal.state(self.today)

    @property
    def value(self) -> str:
        return words.value_of(self.goal, self.goal.value)

    @property
    def baseline(self) -> str:
        return words.value_of(self.goal, self.goal.baseline)

    @property
    def target(self) -> str:
        return words.value_of(self.goal, self.goal.target)

    @property
    def set_on(self) -> date:
        return self.goal.set_on(self.zone)

    @property
    def numbers(self) -> str:
        return words.numbers_of(self.goal)

    @property
    def far(self) -> str:
        return words.far_words(self.goal, self.today, self.zone)

    @property
    def said(self) -> str:
        """All its drawing shows, in words."""
        return words.drawn_words(self.goal, self.today, self.zone)

    def drawing(self, colour: str = "") -> Markup:
        return draw(words.way_of(self.goal, self.today, self.zone), self.said, colour)


def lines_of(rows: list, zone: str) -> list[Line]:
    return [Line(goal, name, zone) for goal, name in rows]


def today_in(zone: str) -> date:
    return now().astimezone(ZoneInfo(zone)).date()


def goals_page(scope: Scope, *, sees_all: bool):
    lines = lines_of(queries.goals_of(current_user, scope.cohort_id), scope.zone)
    return render(
        "discussions/insights/goals.html",
        scope=scope,
        lines=[line for line in lines if line.goal.closed_at is None],
        closed=[line for line in lines if line.goal.closed_at],
        sees_all=sees_all,
        states=words.STATES,
    )


def new_page(scope: Scope, form: GoalForm, measure: Measure, *, status: int = 200):
    figure = FIGURES[form.figure_key]
    return render(
        "discussions/insights/new_goal.html",
        status=status,
        scope=scope,
        form=form,
        figure=figure,
        value=measure_words(figure, measure),
        numbers=numbers_words(figure, measure),
    )


def goal_page(
    goal: Goal,
    scope: Scope,
    may_change: bool,
    *,
    note: NoteForm | None = None,
    close: CloseForm | None = None,
    status: int = 200,
):
    figure = FIGURES[goal.figure]
    sees_all = may_see(scope)
    steps = queries.steps_of(goal) if sees_all else []
    names = _names(steps)
    counts = queries.counts_of(goal)
    return render(
        "discussions/insights/goal.html",
        status=status,
        goal=goal,
        scope=scope,
        line=Line(goal, queries.name_of(goal.owner_id), scope.zone),
        figure=figure,
        weeks=words.weeks_of(goal, counts),
        counts=[(count.at, words.value_of(goal, count.value), count) for count in counts],
        steps=[(step, name, words.before_words(goal, step.before, names)) for step, name in steps],
        step_words=words.STEPS,
        states=words.STATES,
        sees_all=sees_all,
        may_change=may_change,
        note=note or NoteForm(formdata=None),
        close=close or CloseForm(formdata=None, prefix="close-"),
    )


def edit_page(goal: Goal, scope: Scope, form: ChangeForm, *, status: int = 200, is_stale: bool = False):
    return render(
        "discussions/insights/edit_goal.html",
        status=status,
        goal=goal,
        scope=scope,
        title=words.title_of(goal),
        form=form,
        is_stale=is_stale,
        stands=words.value_of(goal, goal.target),
    )


def _names(steps: list) -> dict[int, str]:
    """The names of owners a goal had before."""
    ids = {step.before["owner_id"] for step, _name in steps if "owner_id" in step.before}
    return queries.names_of(ids) if ids else {}
