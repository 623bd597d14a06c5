"""What waits in the conversations of a cohort, in numbers, for who is asked to lead it."""

from flask import render_template

from discussions.cockpit.queries import count_open


def still_open(cohort) -> str:
    questions, reviews = count_open(cohort)
    return render_template("discussions/cockpit/_open.html", questions=questions, reviews=reviews)
