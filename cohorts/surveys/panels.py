"""What surveys show elsewhere: on home those that wait for an answer."""

from flask import render_template

from cohorts.surveys import queries
from lms.access import Viewer
from lms.database import now


def home_sections(viewer: Viewer) -> str:
    rows = queries.asks(viewer, now())
    return render_template("cohorts/surveys/_home.html", rows=rows) if rows else ""
