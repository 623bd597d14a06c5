"""What the spotlight shows elsewhere: beside a cohort's conversations, and on somebody's page."""

from flask import render_template
from flask_login import current_user

from cohorts.spotlight import queries
from cohorts.spotlight.quarters import in_words, quarter_of
from lms.database import now


def beside_conversations(cohort) -> str:
    """Who is in the spotlight this quarter, by name."""
    if not current_user.can_see(cohort.audience_id):
        return ""  # who is only invited
    people = queries.named_in(current_user, cohort.id, quarter_of(now().astimezone(cohort.zone).date()))
    return render_template("cohorts/spotlight/_cohort.html", cohort=cohort, people=people) if people else ""


def profile(user_id: int) -> str:
    rows = queries.shown_of(user_id, current_user)
    is_self = user_id == current_user.id
    return (
        render_template("cohorts/spotlight/_profile.html", rows=rows, is_self=is_self, in_words=in_words)
        if rows
        else ""
    )
