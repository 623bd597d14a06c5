"""Who may do what with the spotlight; `phase` is the viewer's own in the cohort."""

from cohorts.models import INSIDE


def can_nominate(phase: str | None) -> bool:
    """Whoever is inside; an administrator on a visit only reads."""
    return phase in INSIDE


def can_decide(viewer, praise) -> bool:
    return praise.nominee_id == viewer.id


def can_remove(viewer, praise, phase: str | None) -> bool:
    """Its writer takes their words back; who leads the cohort may take out what is shown in it."""
    return praise.nominator_id == viewer.id or (phase == "facilitator" and praise.audience_id is not None)
