"""Pages of slow mode: beginning it, and ending it sooner."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions.moving.policies import can_rearrange
from discussions.queries import topics_visible_to
from discussions.slow_mode import actions
from discussions.slow_mode.forms import SlowForm
from lms.access import get_or_404, require
from lms.forms import act_once
from lms.pages import render, then_show

bp = Blueprint("slow_mode", __name__)


@bp.get("/topics/<int:topic_id>/slow-mode")
def ask_slow_mode(topic_id):
    return _page(_led(topic_id), SlowForm())


@bp.post("/topics/<int:topic_id>/slow-mode")
def begin_slow_mode(topic_id):
    topic = _led(topic_id)
    form = SlowForm()
    if not form.validate():
        return _page(topic, form, 422)
    act_once(form, current_user)
    chosen = {"minutes": form.minutes.data, "hours": form.hours.data, "reason": form.reason.data}
    actions.slow_down(topic, by=current_user, **chosen)
    toast = _("Slow mode is on, and ends by itself.")
    return then_show("discussions.show_topic", topic_id=topic_id, toast=toast)


@bp.post("/topics/<int:topic_id>/slow-mode/end")
def end_slow_mode(topic_id):
    actions.end_slow_mode(_led(topic_id), by=current_user)
    return then_show("discussions.show_topic", topic_id=topic_id, toast=_("Everybody replies as they like again."))


def _led(topic_id):
    topic = get_or_404(topics_visible_to(current_user), topic_id)
    require(can_rearrange(current_user, topic))
    return topic


def _page(topic, form, status: int = 200):
    return render("discussions/slow_mode/begin.html", status=status, topic=topic, form=form)
