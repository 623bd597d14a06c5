"""Pages of milestones: what a cohort reached together, and whether that is celebrated."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.screens import head_or_404
from discussions.insights.goals.queries import shared_goals_of
from discussions.insights.goals.screens import lines_of
from discussions.insights.goals.words import STATES
from discussions.milestones import actions, queries
from discussions.milestones.counting import FEWEST, next_steps
from discussions.milestones.policies import can_host
from discussions.milestones.words import milestone_words, step_words
from lms.access import require
from lms.pages import render, then_show

bp = Blueprint("milestones", __name__)


@bp.get("/cohorts/<int:cohort_id>/milestones")
def show_milestones(cohort_id):
    cohort = head_or_404(cohort_id)
    return render(
        "discussions/milestones/milestones.html",
        cohort=cohort,
        rows=queries.milestones_of(current_user, cohort_id),
        coming=[step_words(*step) for step in next_steps(cohort_id)],
        milestone_words=milestone_words,
        goals=lines_of(shared_goals_of(current_user, cohort_id), cohort.timezone),
        states=STATES,
        host=queries.find_host(cohort_id),
        can_host=can_host(cohort.phase),
        fewest=FEWEST,
    )


@bp.post("/cohorts/<int:cohort_id>/celebration")
def celebrate(cohort_id):
    require(can_host(head_or_404(cohort_id).phase))
    actions.celebrate_in_name_of(current_user, cohort_id)
    toast = _("What you reach together is celebrated in your name from now on.")
    return then_show("milestones.show_milestones", cohort_id=cohort_id, toast=toast)


@bp.post("/cohorts/<int:cohort_id>/celebration/end")
def celebrate_no_more(cohort_id):
    require(can_host(head_or_404(cohort_id).phase))
    actions.celebrate_no_more(cohort_id)
    toast = _("Nothing is celebrated any more. What you reach still stands here.")
    return then_show("milestones.show_milestones", cohort_id=cohort_id, toast=toast)
