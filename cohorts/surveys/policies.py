"""Who makes surveys, who is asked, and what may still be done with one; `phase` is the viewer's own in its cohort."""

from datetime import datetime, timedelta

from cohorts.surveys.models import FEWEST

ASKED = ("trainee", "alumnus", "mentor")  # whoever leads a cohort asks it, and is not asked
REST = timedelta(days=5)  # between two rounds: whoever asks the same again at once compares people, not moments
UNDO = timedelta(days=30)


def can_lead(viewer, cohort_id: int | None, phase: str | None) -> bool:
    """A cohort's facilitators ask it; who manages the community asks the academy."""
    return phase == "facilitator" if cohort_id else viewer.has_role("manager")


def is_asked(viewer, survey, phase: str | None) -> bool:
    return phase in ASKED if survey.cohort_id else viewer.is_authenticated


def can_answer(viewer, survey, phase: str | None, current, moment: datetime) -> bool:
    """Whoever is asked, as long as the round is open; whether they did already, the claim says."""
    return is_asked(viewer, survey, phase) and current is not None and current.is_open(moment)


def can_change_questions(survey) -> bool:
    return survey.is_draft


def can_open(questions: int, asked: int, latest, moment: datetime) -> bool:
    """There is something to ask, there are people enough, and the round before is over for a while."""
    rested = latest is None or (latest.closed_at is not None and moment - latest.closed_at >= REST)
    return questions > 0 and asked >= FEWEST and rested


def can_restore(survey, moment: datetime) -> bool:
    return survey.removed_at is not None and moment - survey.removed_at <= UNDO
