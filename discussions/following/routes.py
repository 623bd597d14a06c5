"""Pages of following: a topic, and everything in a space."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions import queries
from discussions.following.actions import follow, follow_by_itself, follow_space
from discussions.following.forms import AUTOMATIC, FollowForm, FollowTopicForm
from discussions.following.queries import level_chosen
from discussions.following.words import LEVELS, following_space
from discussions.screens import title_of
from lms.access import get_or_404
from lms.pages import render, then_go, then_show

bp = Blueprint("following", __name__)


@bp.post("/topics/<int:topic_id>/following")
def follow_topic(topic_id):
    topic = get_or_404(queries.topics_visible_to(current_user), topic_id)
    form = FollowTopicForm()
    if not form.validate():
        return "", 422
    if form.level.data == AUTOMATIC:
        follow_by_itself(current_user, topic)
    else:
        follow(current_user, topic, form.level.data)
    return then_show("discussions.show_topic", topic_id=topic_id)


@bp.get("/spaces/<int:space_id>/following")
def show_space_following(space_id):
    space = get_or_404(queries.spaces_visible_to(current_user), space_id)
    following = following_space(space.id, level_chosen(current_user, space.id))
    return render(
        "discussions/following/space.html", space=space, title=title_of(space), following=following, levels=LEVELS
    )


@bp.post("/spaces/<int:space_id>/following")
def choose_space_level(space_id):
    space = get_or_404(queries.spaces_visible_to(current_user), space_id)
    form = FollowForm()
    if not form.validate():
        return "", 422
    follow_space(current_user, space, form.level.data)
    return then_go(space.address, toast=_("From now on you follow everything here like that."))
