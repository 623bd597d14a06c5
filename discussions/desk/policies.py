"""Who sees what the help desk was spared, and who sets what a question costs."""

from lms.access import Viewer


def can_see_figures(viewer: Viewer) -> bool:
    return viewer.has_role("manager", "editor")


def can_set_desk(viewer: Viewer) -> bool:
    return viewer.has_role("admin")
