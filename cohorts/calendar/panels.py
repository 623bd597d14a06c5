"""What events show elsewhere: on home one's next meetings."""

from flask import render_template

from cohorts.calendar import queries, words
from lms.access import Viewer
from lms.database import now


def home_sections(viewer: Viewer) -> str:
    """What the viewer comes to in the weeks ahead, and sessions they have not answered yet."""
    rows = queries.meetings_of(viewer, now())
    return render_template("cohorts/calendar/_home.html", rows=rows, words=words) if rows else ""
