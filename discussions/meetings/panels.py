"""What events show of the conversations about them, and the ways to start one."""

from flask import render_template
from flask_login import current_user

from cohorts.calendar.policies import runs
from discussions.anchors.queries import posts_about_event
from discussions.meetings import queries
from discussions.meetings.queries import RECAP
from discussions.policies import can_start
from lms.database import now


def event_recap(event) -> str:
    """Where to read what was said there, for the lesson it was the session of; nothing as long as nobody wrote it."""
    recaps = [row for row in queries.talks_about(current_user, event.id) if row.anchor_key == RECAP]
    return render_template("discussions/meetings/_recap.html", recaps=recaps) if recaps else ""


def beside_event(event, day, scope) -> str:
    """Recaps and conversations, and for whoever may the way to a new one; who runs it writes the recap."""
    space = queries.find_space_of(current_user, event)
    if space is None:
        return ""
    is_host = runs(current_user, scope.phase, event)
    return render_template(
        "discussions/meetings/_beside_event.html",
        event=event,
        talks=queries.talks_about(current_user, event.id),
        replies=posts_about_event(current_user, event.id),
        recap=RECAP,
        can_talk=can_start(current_user, space),
        can_recap=is_host and event.state == "planned" and day.has_begun(now()),
    )


def place_of_audience(audience_id: int):
    """The space of the alumni or the academy whose events are shown; None without one."""
    return queries.find_wider_space(current_user, audience_id)
