"""Saying that a search was in vain, and the page that shows who edits what several people did not find."""

from flask import Blueprint, abort
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.policies import can_keep_knowledge
from knowledge.searches import actions, queries
from knowledge.searches.forms import MissForm
from knowledge.writing.queries import collections_written_by
from lms.access import require
from lms.limits import Allowance
from lms.pages import htmx, not_found, render, then_show

bp = Blueprint("searches", __name__)
MISSES = Allowance.of("searches in vain", "30/minute")


@bp.post("/search/misses")
def record_miss():
    """By the page itself where nothing was found, or by the button of who did not find it."""
    form = MissForm()
    if not form.validate():
        abort(422)
    if MISSES.spend(str(current_user.id)):
        actions.record_miss(current_user, form.q.data)
    if htmx:
        return "", 204
    return then_show("search.show_search", q=form.q.data, toast=_("Thank you. It counts, without your name."))


@bp.get("/knowledge/searches")
def show_searches():
    require(can_keep_knowledge(current_user))
    groups = queries.groups_sought()
    return render(
        "knowledge/searches/searches.html",
        groups=groups,
        collections=[row for row, _kind in collections_written_by(current_user)] if groups else [],
        fewest=queries.FEWEST,
        days=actions.KEPT.days,
    )


@bp.post("/knowledge/searches/<int:group_id>/handling")
def handle(group_id):
    require(can_keep_knowledge(current_user))
    group = queries.find_group(group_id) or not_found()
    if group.handled_at is None or any(one.id == group_id for one in queries.groups_sought()):
        actions.handle(group, by=current_user)
    return then_show(
        "knowledge.searches.show_searches", toast=_("Seen to. It comes back when enough people search for it again.")
    )
