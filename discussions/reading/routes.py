"""How the server hears what was read, from the script that watches the screen or from a button; and where to go on."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, request, url_for
from flask_babel import get_timezone
from flask_babel import gettext as _
from flask_login import current_user

from discussions import queries
from discussions.posts.queries import posts_visible_to
from discussions.reading import actions
from discussions.reading.forms import JumpForm, ReadingForm
from discussions.reading.queries import first_since
from lms.access import get_or_404
from lms.pages import number, render, then_go, then_show

bp = Blueprint("reading", __name__)


@bp.post("/topics/<int:topic_id>/reading")
def report_reading(topic_id):
    topic = get_or_404(queries.topics_visible_to(current_user), topic_id)
    form = ReadingForm()
    if not form.validate():
        return "", 422
    actions.mark_read(current_user, topic, form.number.data, opened=form.opened_at)
    return "", 204


@bp.post("/topics/<int:topic_id>/read-up-to")
def read_up_to(topic_id):
    topic = get_or_404(queries.topics_visible_to(current_user), topic_id)
    form = ReadingForm()
    if not form.validate():
        return then_show("discussions.show_topic", topic_id=topic_id)
    actions.mark_read(current_user, topic, form.number.data)
    return then_show("discussions.show_topic", topic_id=topic_id, anchor="new", toast=_("Marked as read up to here."))


@bp.post("/spaces/<int:space_id>/reading")
def read_space(space_id):
    space = get_or_404(queries.spaces_visible_to(current_user), space_id)
    mark = actions.mark_all_read(current_user, space)
    return then_go(f"{space.address}?mark={mark}", toast=_("Everything here is marked as read."))


@bp.post("/posts/<int:post_id>/unreading")
def mark_unread(post_id):
    post = get_or_404(posts_visible_to(current_user), post_id)
    mark = actions.mark_unread(current_user, post.topic, post.number)
    toast = _("From that post on it is unread again.")
    return then_go(f"{post.topic.space.address}?mark={mark}", toast=toast)


@bp.post("/spaces/<int:space_id>/reading/undo")
def undo(space_id):
    space = get_or_404(queries.spaces_visible_to(current_user), space_id)
    actions.put_back(current_user, request.form.get("mark", 0, type=number))
    return then_go(space.address, toast=_("It is as it was before."))


@bp.get("/topics/<int:topic_id>/jump")
def jump(topic_id):
    topic = get_or_404(queries.topics_visible_to(current_user), topic_id)
    form = JumpForm(request.args, meta={"csrf": False})
    if not form.validate():
        return _jump_page(topic, form, 422)
    if form.number.data is None and form.day.data is None:
        return _jump_page(topic, form)
    wanted = form.number.data or _first_on(topic.id, form.day.data) or topic.last_number
    wanted = min(wanted, topic.last_number)
    return redirect(url_for("discussions.show_topic", topic_id=topic_id, _anchor=f"post-{wanted}", **{"from": wanted}))


def _first_on(topic_id: int, day) -> int | None:
    """The first post of a day as the reader counts days, or of the first one after it."""
    begins = datetime.combine(day, time(), ZoneInfo(str(get_timezone())))
    try:
        return first_since(topic_id, begins.astimezone(UTC))
    except OverflowError:  # the first days of the calendar: everything came after them
        return 1


def _jump_page(topic, form, status: int = 200):
    return render("discussions/jump.html", status=status, topic=topic, form=form)
