"""What coffees show elsewhere: on home what waits, on somebody's page the way to one, among one's settings the choices."""

from flask import render_template
from flask_login import current_user

from cohorts.coffee import queries, words
from cohorts.coffee.screens import can_be_asked, standing
from lms.access import Viewer
from lms.database import now

SHOWN = ("choose", "offer", "met")


def home_sections(viewer: Viewer) -> str:
    """Coffees that wait for a word of the viewer, and those that are coming."""
    if viewer.id is None:
        return ""
    moment = now()
    lines = [(row, standing(row, moment)) for row in queries.waiting_for(viewer, moment)]
    lines = [line for line in lines if line[1] in SHOWN or (line[1] == "agreed")][: queries.ON_HOME]
    return render_template("cohorts/coffee/_home.html", lines=lines, words=words) if lines else ""


def profile_acts(person) -> str:
    """“Have a coffee”, on the page of somebody who may be asked."""
    if not can_be_asked(current_user, person):
        return ""
    return render_template("cohorts/coffee/_ask_link.html", person=person)


def account_links() -> str:
    return render_template("cohorts/coffee/_account_link.html")


def people_rail() -> str:
    """Beside the directory the same link as among one's settings."""
    return account_links()
