"""The section of the phase a cohort is in, above its conversations and on an invitation to it."""

from flask import render_template
from flask_login import current_user

from cohorts.models import INSIDE
from cohorts.phases.models import PHASES
from cohorts.phases.queries import find_text, phase_now, shown_in
from lms.database import now
from lms.markup import stored
from lms.people.queries import face_of


def cohort_phase(cohort) -> str:
    """What to prepare and who is coming; in the last week what stays."""
    phase = phase_now(cohort, now())
    if phase not in PHASES or (cohort.phase == "invited" and phase != "before"):
        return ""
    text = find_text(cohort.id, phase)
    shown = shown_in(cohort.id) if phase == "before" else []
    return render_template(
        f"cohorts/phases/_{phase}.html",
        cohort=cohort,
        inside=INSIDE,
        html=stored(text.html) if text else "",
        shown=[(row, face_of(row)) for row in shown],
        is_shown=any(row.id == current_user.id for row in shown),
    )
