"""Who changes a goal: those who see the figures it is about, as long as it is open."""

from discussions.insights.policies import can_see_insights
from lms.access import Viewer


def can_change(viewer: Viewer, goal, phase: str | None) -> bool:
    return goal.closed_at is None and can_see_insights(viewer, phase, of_academy=goal.cohort_id is None)
