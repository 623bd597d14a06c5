"""Pages of ideas: the list of a space, voting, and moving an idea on."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from discussions import policies as talk
from discussions import screens as pages
from discussions.ideas import actions, policies, queries, screens, words
from discussions.ideas.forms import StageForm, VoteForm
from discussions.queries import find_thread, spaces_visible_to
from lms.access import Audience, get_or_404, require
from lms.database import db
from lms.forms import act_once
from lms.pages import htmx_target, render, then_show

bp = Blueprint("ideas", __name__)


@bp.get("/spaces/<int:space_id>/ideas")
def show_ideas(space_id):
    space = get_or_404(spaces_visible_to(current_user), space_id)
    before = screens.before_of(request.args.get("before", ""))
    return render(
        "discussions/ideas/ideas.html",
        space=space,
        title=pages.title_of(space),
        audience=db.session.get_one(Audience, space.audience_id),
        can_start=talk.can_start(current_user, space, "idea"),
        **screens.ideas_page(current_user, space, request.args.get("stage", ""), before),
    )


@bp.post("/topics/<int:topic_id>/votes")
def vote(topic_id):
    topic = get_or_404(queries.ideas_visible_to(current_user), topic_id)
    row = queries.find_idea(topic_id, topic.space_id, current_user.id)
    require(policies.can_vote(current_user, topic, row.stage))
    form = VoteForm()
    if not form.validate():
        return "", 422
    try:
        actions.vote(topic, current_user, form.votes.data)
    except actions.TooFewVotes as few:
        return _refuse(topic_id, error=words.too_few(few.left))
    return _show(topic_id)


@bp.post("/topics/<int:topic_id>/stage")
def move(topic_id):
    topic = get_or_404(queries.ideas_visible_to(current_user), topic_id)
    require(policies.can_move(current_user, topic))
    form = StageForm()
    if not form.validate():
        return _refuse(topic_id, form=form)
    act_once(form, current_user)
    actions.move_idea(topic, form.stage.data, by=current_user, reason=form.reason.data)
    return _show(topic_id, toast=_("Everybody who reads this sees it now."))


def _show(topic_id: int, *, toast: str | None = None):
    if htmx_target() == "idea":
        return _box(topic_id)
    return then_show("discussions.show_topic", topic_id=topic_id, anchor="idea", toast=toast, **{"from": 1})


def _refuse(topic_id: int, **wrong):
    if htmx_target() == "idea":
        return _box(topic_id, status=422, **wrong)
    viewer = current_user._get_current_object()
    thread = find_thread(viewer, topic_id)
    return pages.thread_page(thread, viewer, idea=screens.idea_box(thread, viewer, **wrong), status=422)


def _box(topic_id: int, *, status: int = 200, **wrong):
    viewer = current_user._get_current_object()
    thread = find_thread(viewer, topic_id)
    idea = screens.idea_box(thread, viewer, **wrong)
    return render("discussions/ideas/_idea.html", status=status, thread=thread, idea=idea)
