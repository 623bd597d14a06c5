"""Who may write to whom."""


def can_correspond(viewer, other) -> bool:
    """Nobody writes to themselves."""
    return viewer.id != other.id


def can_write(viewer, other) -> bool:
    """To who takes messages, or wrote last and so waits for an answer; not to somebody one has blocked.

    Who was blocked is not told here: what they write reaches nobody."""
    takes = other.can_be_contacted or other.wrote_last
    return can_correspond(viewer, other) and other.is_active and takes and not other.is_blocked
