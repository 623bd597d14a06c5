"""The page that tells facilitators who is stuck, and where everybody is."""

from flask import Blueprint
from flask_login import current_user

from cohorts import policies, queries, words
from cohorts.effects import words as effect_words
from cohorts.effects.queries import recalls_of
from cohorts.membership.queries import phase_of
from cohorts.practice.figures.queries import figures_of
from cohorts.progress.queries import count_released, learners_of
from cohorts.progress.screens import shown_with, stuck_among
from cohorts.progress.stuck import days_away
from lms.access import get_or_404, require
from lms.database import now
from lms.pages import render

bp = Blueprint("cohort_progress", __name__)


@bp.get("/cohorts/<int:cohort_id>/progress")
def show_progress(cohort_id):
    cohort = get_or_404(queries.cohorts_visible_to(current_user), cohort_id)
    require(policies.can_see_progress(phase_of(current_user, cohort)))
    moment = now()
    learners = learners_of(cohort, moment)
    released = count_released(cohort, moment)
    stuck = stuck_among(cohort, learners, released, moment)
    return render(
        "cohorts/progress.html",
        cohort=cohort,
        learners=[(learner, days_away(cohort, learner, moment)) for learner in learners],
        stuck=stuck,
        **shown_with(current_user, stuck),
        released=released,
        recalls=recalls_of(cohort),
        practised=figures_of(cohort),
        effect_words=effect_words,
        state_words=words.state_words(cohort, moment),
        phase_words=words.PHASE_WORDS,
    )
