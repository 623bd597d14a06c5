"""Who may let people and cohorts go on elsewhere; phases are the viewer's own."""


def can_let_go(phase: str | None) -> bool:
    """Its facilitators; an administrator on a visit only reads."""
    return phase == "facilitator"


def can_move(phase: str) -> bool:
    """Who leads a cohort hands it over; everybody else may go on in another."""
    return phase in ("trainee", "alumnus", "mentor")
