"""Who may do what with refreshers, decided from what is loaded. A card is its person's alone: others do not find it."""

from datetime import datetime


def is_on(choice: str | None) -> bool:
    return choice == "on"


def is_asked(choice: str | None) -> bool:
    """Whether somebody is asked if they want refreshers: once, until they say something."""
    return choice is None


def can_pause(choice: str | None) -> bool:
    """Who has none has nothing to pause."""
    return choice in ("on", "paused")


def can_decline(choice: str | None) -> bool:
    """Saying no answers the question; who said yes pauses, or has everything forgotten."""
    return choice in (None, "declined")


def is_due(card, moment: datetime) -> bool:
    return card.due_at <= moment


def can_rate(review) -> bool:
    """How hard it was is asked about right answers; a wrong one comes back soon whatever one says."""
    return review.is_right
