"""Who sees figures, sets goals and makes the report: a cohort's own facilitators, and for the academy who keeps the community."""

from lms.access import Viewer


def can_see_insights(viewer: Viewer, phase: str | None, *, of_academy: bool) -> bool:
    """`phase` is the viewer's in the cohort; an administrator on a visit sees none of its figures."""
    return viewer.has_role("manager") if of_academy else phase == "facilitator"


def can_open_room(viewer: Viewer, leads: bool) -> bool:
    """Whoever has something to see there: the academy's figures, or those of a cohort they lead."""
    return leads or viewer.has_role("manager", "facilitator")
