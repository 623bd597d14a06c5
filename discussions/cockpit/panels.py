"""What waits in the conversations of a cohort, in numbers, for who is asked to lead it."""

from flask import render_template

from discussions.cockpit.queries import count_open
from discussions.insights.goals.queries import count_open_goals
from discussions.milestones.queries import find_host
from discussions.reunions.queries import prompts_of


def still_open(cohort, giver_id: int) -> str:
    """Also what is in the name of who leads it now: goals, what is celebrated, and words for after the training."""
    questions, reviews = count_open(cohort)
    host = find_host(cohort.id)
    return render_template(
        "discussions/cockpit/_open.html",
        questions=questions,
        reviews=reviews,
        goals=count_open_goals(cohort.id, owner_id=giver_id),
        celebrates=host is not None and host.id == giver_id,
        prompts=sum(not prompt.outcome for prompt in prompts_of(cohort.id).values()),
    )
