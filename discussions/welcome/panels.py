"""First steps on home."""

from urllib.parse import urlencode

from flask import render_template
from flask_babel import gettext as _

from discussions.welcome.queries import find_first_steps
from lms.access import Viewer
from lms.database import now


def home_rail(viewer: Viewer) -> str:
    """The steps that are left, for whoever joined lately; nothing once all are taken."""
    row = find_first_steps(viewer, now())
    if row is None or (row.has_profile and row.has_greeted and row.has_told and row.has_followed and row.has_answered):
        return ""
    hello = urlencode({"kind": "discussion", "title": _("Hello, I am %(name)s", name=viewer.name)})
    steps = [
        (row.has_profile, _("Say in your profile what people may ask you"), "/account/profile"),
        (row.has_greeted, _("Introduce yourself"), f"/cohorts/{row.cohort_id}/topics/new?{hello}"),
        (
            row.has_told,
            _("Tell the others something about yourself, if you like"),
            f"/cohorts/{row.cohort_id}/common-ground",
        ),
        (row.has_followed, _("Choose how closely you follow the conversations"), f"/spaces/{row.space_id}/following"),
        (row.has_answered, _("Answer somebody; one sentence will do"), f"/cohorts/{row.cohort_id}/questions"),
    ]
    return render_template("discussions/welcome/_first_steps.html", cohort_name=row.name, steps=steps)
