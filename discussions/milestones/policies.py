"""Who decides whether a cohort celebrates what it reaches."""


def can_host(phase: str | None) -> bool:
    """Its facilitators, each in their own name; an administrator on a visit only reads."""
    return phase == "facilitator"
