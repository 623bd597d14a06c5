"""Whose role gives a badge."""


def can_have_badge(viewer, role) -> bool:
    """Its holder, once they said yes; what was taken back gives none."""
    return role.user_id == viewer.id and role.answer == "accepted" and role.ended_because != "taken back"
