"""Who writes the charter of a space."""

from discussions.policies import leads, takes_part
from lms.access import Viewer


def can_write_charter(viewer: Viewer, space) -> bool:
    """Whoever moderates what is said there."""
    return takes_part(viewer, space) and leads(viewer, space)
