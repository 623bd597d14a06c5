"""What was said in a cohort and what ends with it, in the preview of what happens to it."""

from flask import render_template
from flask_babel import ngettext

from discussions.insights.goals.queries import count_open_goals
from discussions.merging.queries import count_colliding_prompts, space_of


def said_in_cohort(cohort) -> str:
    """“It is about 40 conversations.”"""
    count = space_of(cohort.id).topic_count
    return ngettext("It is %(num)d conversation.", "These are %(num)d conversations.", count)


def ends_with_cohort(cohort, into) -> str:
    """Goals, and words for later where the other cohort has its own for that moment."""
    return render_template(
        "discussions/merging/_ends.html",
        goals=count_open_goals(cohort.id),
        prompts=count_colliding_prompts(cohort.id, into.id),
        into=into,
    )
