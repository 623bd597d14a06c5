"""Sending a held answer by hand, and throwing one away."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions.answering.held import actions, policies, queries
from discussions.policies import can_reply
from discussions.queries import topics_visible_to
from lms.access import get_or_404, require
from lms.pages import then_show

bp = Blueprint("held_answers", __name__)


@bp.post("/held-answers/<int:held_id>/sending")
def send(held_id):
    topic, held = _own(held_id)
    require(can_reply(current_user, topic))
    post = actions.send_held(topic, held)
    if post is None:
        return then_show("discussions.show_topic", topic_id=topic.id)
    return then_show("posts.show_post", post_id=post.id, toast=_("It is said now."))


@bp.post("/held-answers/<int:held_id>/removal")
def drop(held_id):
    topic, held = _own(held_id)
    actions.drop_held(held)
    return then_show("answering.show_ladder", topic_id=topic.id, toast=_("Thrown away."))


def _own(held_id):
    held = get_or_404(queries.held_visible_to(current_user), held_id)
    topic = get_or_404(topics_visible_to(current_user), held.topic_id)
    require(policies.can_send(current_user, topic, held))
    return topic, held
