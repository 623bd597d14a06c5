"""What administration shows on home: the steps of the first run that still wait, until somebody else has come in."""

from flask import render_template

from lms.admin.policies import can_administer
from lms.admin.queries import is_somebody_else_here


def home_sections(viewer) -> str:
    if not can_administer(viewer) or is_somebody_else_here(viewer):
        return ""
    return render_template("first_run/_checklist.html")
