"""Who may do what with common ground; `phase` is the viewer's own in the cohort, None on a visit."""

from datetime import datetime, timedelta

from cohorts.ground.models import MOST_QUESTIONS
from cohorts.models import INSIDE

UNDO = timedelta(days=30)


def can_tell(phase: str | None) -> bool:
    return phase in INSIDE


def can_arrange(phase: str | None) -> bool:
    """Its facilitators decide what is asked."""
    return phase == "facilitator"


def can_ask_more(questions) -> bool:
    return len(questions) < MOST_QUESTIONS


def can_restore(question, moment: datetime) -> bool:
    return question.removed_at is not None and moment - question.removed_at <= UNDO
