"""What moderation shows on home: what was reported where the viewer leads."""

from flask import render_template

from discussions.moderation.queries import waiting_for
from lms.access import Viewer

ROWS = 3


def home_sections(viewer: Viewer) -> str:
    rows = waiting_for(viewer) if viewer.is_staff else []
    return render_template("discussions/moderation/_home.html", rows=rows[:ROWS]) if rows else ""
