"""Who sees and sets grades; `phase` is the viewer's own in the cohort, None for an administrator on a visit."""

from cohorts.policies import can_see_progress

LEARNERS = ("trainee", "alumnus")


def can_open_gradebook(phase: str | None) -> bool:
    """Grades are progress: for the people who help them, the cohort's own facilitators."""
    return can_see_progress(phase)


def can_see_grades_of(viewer, phase: str | None, user_id: int) -> bool:
    """One's own, and for facilitators those of everybody who learns here."""
    return can_open_gradebook(phase) or (user_id == viewer.id and phase in LEARNERS)


def can_set_grades(phase: str | None) -> bool:
    return phase == "facilitator"
