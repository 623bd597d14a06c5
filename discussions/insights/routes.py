"""The room of insights, and the figures of a cohort or the academy."""

from flask import Blueprint, request
from flask_login import current_user

from discussions.insights import queries
from discussions.insights.goals import routes as goals
from discussions.insights.measuring import FEWEST
from discussions.insights.periods import USUAL, period_of, period_words, periods_to_choose
from discussions.insights.policies import can_open_room
from discussions.insights.reports import routes as reports
from discussions.insights.scopes import scope_or_403
from discussions.insights.screens import shown_in
from lms.access import require
from lms.database import now
from lms.pages import render

bp = Blueprint("insights", __name__)
for part in (goals, reports):
    bp.register_blueprint(part.bp)


@bp.get("/insights")
def show_room():
    led = queries.cohorts_led_by(current_user)
    require(can_open_room(current_user, bool(led)))
    return render("discussions/insights/room.html", led=led, sees_academy=current_user.has_role("manager"))


@bp.get("/insights/academy", defaults={"cohort_id": None})
@bp.get("/cohorts/<int:cohort_id>/insights")
def show_figures(cohort_id):
    scope, moment = scope_or_403(cohort_id), now()
    period = period_of(request.args.get("period", USUAL), scope.zone, moment)
    period = period or period_of(USUAL, scope.zone, moment)
    return render(
        "discussions/insights/figures.html",
        scope=scope,
        period=period,
        periods=periods_to_choose(scope.zone, moment),
        period_words=period_words,
        groups=shown_in(scope.span(period, moment), scope.span(period.former, moment)),
        fewest=FEWEST,
    )
