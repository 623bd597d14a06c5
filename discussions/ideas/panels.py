"""Ideas on the first page of who decides about them."""

from flask import render_template

from discussions.ideas.queries import waiting_elsewhere
from discussions.policies import leads_elsewhere
from lms.access import Viewer
from lms.database import now


def home_sections(viewer: Viewer) -> str:
    """Those of the academy and of alumni; a cohort's stand on the page its facilitator begins with."""
    moment = now()
    ideas = waiting_elsewhere(viewer, moment).all() if leads_elsewhere(viewer) else []
    if not ideas:
        return ""
    return render_template("discussions/ideas/_home.html", ideas=[(row, (moment - row.moved_at).days) for row in ideas])
