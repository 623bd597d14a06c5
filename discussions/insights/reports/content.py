"""What stands in a report, the same on the web and on paper: figures in three parts, goals, and the maker’s words."""

from dataclasses import dataclass
from datetime import datetime

from babel.numbers import format_currency
from flask_babel import get_locale
from flask_babel import gettext as _

from discussions.desk.queries import get_desk, spared_in
from discussions.insights.figures.registry import FIGURES
from discussions.insights.goals.queries import goals_of
from discussions.insights.goals.screens import Line, lines_of
from discussions.insights.measuring import Span
from discussions.insights.periods import Period
from discussions.insights.reports.models import Report
from discussions.insights.reports.queries import find_report
from discussions.insights.scopes import Scope
from discussions.insights.screens import Shown

MEMBERS = ("first_answer_half", "answered_24", "by_peers", "contributing", "attendance", "completion", "pulse")
ORGANISATION = ("practice", "deflected", "new_contributors", "return_4", "return_26")
MOST_GOALS = 5


@dataclass(frozen=True, slots=True)
class Content:
    """`parts` are (key, name, figures, what it spared); `report` is None as long as nobody wrote any words."""

    parts: list[tuple[str, str, list[Shown], str]]
    goals: list[Line]
    report: Report | None


def content_of(scope: Scope, period: Period, moment: datetime, viewer) -> Content:
    """Counted anew each time, in as many statements whatever happened."""
    now, before = scope.span(period, moment), scope.span(period.former, moment)

    def shown(keys) -> list[Shown]:
        return [Shown(FIGURES[key], FIGURES[key].measure(now), FIGURES[key].measure(before)) for key in keys]

    organisation = shown(ORGANISATION)
    goals = [row for row in goals_of(viewer, scope.cohort_id) if row[0].closed_at is None]
    return Content(
        parts=[
            ("members", _("What members got"), shown(MEMBERS), ""),
            ("organisation", _("What the organisation got"), organisation, _spared(organisation, now, scope)),
        ],
        goals=lines_of(goals[:MOST_GOALS], scope.zone),
        report=find_report(scope.audience_id, period.key),
    )


def _spared(figures: list[Shown], span: Span, scope: Scope) -> str:
    """What the questions nobody had to ask would have cost, where the academy said what one costs."""
    deflected = next(shown.now for shown in figures if shown.figure.key == "deflected")
    desk = get_desk()
    if not desk.cost_cents or not deflected.value:
        return ""
    cents = spared_in(span.begins, span.ends, scope.zone, desk, scope.cohort_id)
    each, all_of_them = (
        format_currency(amount / 100, "EUR", locale=get_locale()) for amount in (desk.cost_cents, cents)
    )
    if cents != desk.cost_cents * deflected.n:
        return _(
            "Questions nobody had to ask spared %(amount)s, each reckoned at what it cost on its day.",
            amount=all_of_them,
        )
    return _(
        "Questions nobody had to ask spared %(amount)s, reckoned at %(each)s for each.", amount=all_of_them, each=each
    )
