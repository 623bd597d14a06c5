"""What changed since your training: every course somebody completed on one page, and taking note of it."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from courses.changes import actions
from courses.changes.queries import find_changes
from courses.changes.since import by_course, what_changed
from lms.pages import not_found, render, then_show
from lms.revisions.difference import difference

bp = Blueprint("changes", __name__)
COMPARED = 20  # differences on one page; of more the page of the lesson tells


@bp.get("/changes")
def show_changes():
    entries = what_changed(current_user)
    changed = [entry.id for entry in entries if entry.kind == "changed"][:COMPARED]
    changes = find_changes(current_user, changed)
    return render(
        "courses/since.html",
        courses=by_course(entries),
        changes=changes,
        rows_of={lesson_id: difference(change.old, change.new) for lesson_id, change in changes.items()},
    )


@bp.post("/changes/<int:lesson_id>/acknowledgement")
def acknowledge(lesson_id):
    found = [entry for entry in what_changed(current_user) if entry.id == lesson_id]
    if not found:
        not_found()
    actions.acknowledge(current_user, found[0])
    toast = _("Marked as read again.") if found[0].kind == "changed" else _("Noted.")
    return then_show("changes.show_changes", toast=toast)
