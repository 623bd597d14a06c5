"""What the meter shows beside a cohort’s conversations, where the academy chose to have it."""

from flask import render_template

from discussions.meter import words
from discussions.meter.comparing import Line, can_compare
from discussions.meter.months import months_of
from discussions.meter.queries import FEWEST, counts_of
from lms.database import now
from lms.people.signing_in import academy


def beside_conversations(cohort) -> str:
    """This month beside the cohort's own months before; that there is not enough yet while it has none."""
    if not academy().shows_meter:
        return ""
    moment = now()
    months = months_of(cohort, moment)
    lines = [Line(kind, numbers) for kind, numbers in counts_of(cohort.id, months).items()]
    return render_template(
        "discussions/meter/_cohort.html",
        months=months,
        lines=lines if can_compare(lines) else [],
        day_of_month=moment.astimezone(cohort.zone).day,
        fewest=FEWEST,
        words=words,
    )
