"""What waits in the conversations of a cohort, in numbers, for who is asked to lead it."""

from flask import render_template

from discussions.cockpit.queries import count_in_name_of, count_open


def still_open(cohort, giver_id: int) -> str:
    """Also what is in the name of who leads it now: goals, what is celebrated, and words for after the training."""
    questions, reviews = count_open(cohort)
    goals, celebrates, prompts = count_in_name_of(giver_id, cohort.id)
    return render_template(
        "discussions/cockpit/_open.html",
        questions=questions,
        reviews=reviews,
        goals=goals,
        celebrates=celebrates,
        prompts=prompts,
    )
