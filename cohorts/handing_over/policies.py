"""Who may offer a cohort, and who may answer."""


def can_offer(phase: str | None) -> bool:
    """Its facilitators; an administrator on a visit only reads."""
    return phase == "facilitator"


def can_answer(viewer, offer) -> bool:
    return offer.to_id == viewer.id and not offer.outcome


def can_withdraw(viewer, offer) -> bool:
    return offer.from_id == viewer.id and not offer.outcome
