"""The page on which whoever moderates a space writes its charter."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions.charter import actions, policies, queries
from discussions.charter.forms import CharterForm
from discussions.queries import spaces_visible_to
from discussions.screens import title_of
from lms.access import get_or_404, require
from lms.pages import render, then_go

bp = Blueprint("charter", __name__)


@bp.get("/spaces/<int:space_id>/charter")
def edit_charter(space_id):
    space = _led(space_id)
    charter, people = queries.find_charter(space_id), queries.people_to_host(space)
    values = {"host_id": charter.host_id or 0} if charter else {"host_id": _first_host(people)}
    return _page(space, CharterForm(people, obj=charter, **values))


@bp.post("/spaces/<int:space_id>/charter")
def keep_charter(space_id):
    space = _led(space_id)
    form = CharterForm(queries.people_to_host(space))
    if not form.validate():
        return _page(space, form, status=422)
    try:
        actions.keep_charter(space, **form.words, by=current_user)
    except actions.StaleCharter:
        changed = queries.find_charter(space_id)
        form.go_on_from(changed.version if changed else 0)
        return _page(space, form, status=409, changed=changed)
    return then_go(space.address, toast=_("The charter is kept."))


def _first_host(people: list[tuple[int, str]]) -> int:
    """Who writes the first charter is offered as its host."""
    return current_user.id if current_user.id in dict(people) else 0


def _led(space_id: int):
    space = get_or_404(spaces_visible_to(current_user), space_id)
    require(policies.can_write_charter(current_user, space))
    return space


def _page(space, form: CharterForm, *, status: int = 200, changed=None):
    return render(
        "discussions/charter/edit.html", status=status, space=space, title=title_of(space), form=form, changed=changed
    )
