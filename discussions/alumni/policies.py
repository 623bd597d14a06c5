"""Who may join the alumni of a course."""


def can_join(phases) -> bool:
    """Whose training is over in a cohort of the course, and who led such a cohort."""
    return not {"alumnus", "facilitator"}.isdisjoint(phases)
