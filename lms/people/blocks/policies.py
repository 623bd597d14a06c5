"""Who may block whom."""


def can_block(viewer, other_id: int) -> bool:
    """Anybody but oneself."""
    return viewer.id != other_id
