"""Pages of polls: voting, changing what can be chosen before anybody did, closing and opening again."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions import screens as pages
from discussions.moderation.rules import screening
from discussions.polls import actions, policies, queries, screens
from discussions.polls.forms import BallotForm, TermsForm
from discussions.queries import find_thread
from lms.access import get_or_404, require
from lms.database import now
from lms.forms import act_once
from lms.pages import htmx_target, render, then_show

bp = Blueprint("polls", __name__)


@bp.post("/topics/<int:topic_id>/ballot")
def vote(topic_id):
    topic = get_or_404(queries.polls_visible_to(current_user), topic_id)
    poll = queries.find_poll(topic_id, current_user.id)
    require(policies.can_vote(current_user, topic, poll, now()))
    form = BallotForm(poll)
    if error := form.error:
        return _refuse(topic_id, error=error, tried=form.choices)
    try:
        actions.vote(topic, current_user, form.choices, seal=form.seal.data or "")
    except actions.Changed:
        return _refuse(topic_id, error=_("This poll changed while you were choosing. Look again, and then vote."))
    except actions.Closed:
        return _refuse(topic_id, error=_("This poll closed while you were choosing. Your vote did not count."))
    return _show(topic_id)


@bp.get("/topics/<int:topic_id>/poll")
def edit_poll(topic_id):
    topic = get_or_404(queries.polls_visible_to(current_user), topic_id)
    poll = queries.find_poll(topic_id, current_user.id)
    _require_change(topic, poll)
    return _edit_page(topic, TermsForm.of(poll))


@bp.post("/topics/<int:topic_id>/poll")
def change_poll(topic_id):
    topic = get_or_404(queries.polls_visible_to(current_user), topic_id)
    _require_change(topic, queries.find_poll(topic_id, current_user.id))
    form = TermsForm()
    if not form.validate():
        return _edit_page(topic, form, status=422)
    if refusal := screening.unwanted(*form.listed):
        form.options.errors = [refusal]
        return _edit_page(topic, form, status=422)
    act_once(form, current_user)
    try:
        actions.change_poll(topic, form.terms)
    except actions.VotedOn:
        form.options.errors = [_("Somebody voted in the meantime, so it stays as it was.")]
        return _edit_page(topic, form, status=422)
    return _show(topic_id, toast=_("Changed. This is what others choose from now."))


@bp.post("/topics/<int:topic_id>/poll/closure")
def close(topic_id):
    topic = get_or_404(queries.polls_visible_to(current_user), topic_id)
    require(policies.can_steer(current_user, topic))
    actions.close_poll(topic, by=current_user)
    return _show(topic_id)


@bp.post("/topics/<int:topic_id>/poll/reopening")
def reopen(topic_id):
    topic = get_or_404(queries.polls_visible_to(current_user), topic_id)
    poll, votes = queries.find_poll(topic_id, current_user.id), int(queries.has_ballots(topic_id))
    require(policies.can_reopen(current_user, topic, poll, votes=votes))
    actions.reopen_poll(topic, by=current_user)
    return _show(topic_id)


def _require_change(topic, poll) -> None:
    votes = int(queries.has_ballots(topic.id))
    require(policies.can_change(current_user, topic, poll, now(), votes=votes))


def _edit_page(topic, form: TermsForm, *, status: int = 200):
    return render("discussions/polls/edit.html", status=status, topic=topic, form=form)


def _show(topic_id: int, *, toast: str | None = None):
    if htmx_target() == "poll":
        return _box(topic_id)
    return then_show("discussions.show_topic", topic_id=topic_id, anchor="poll", toast=toast, **{"from": 1})


def _refuse(topic_id: int, **wrong):
    if htmx_target() == "poll":
        return _box(topic_id, status=422, **wrong)
    viewer = current_user._get_current_object()
    thread = find_thread(viewer, topic_id)
    return pages.thread_page(thread, viewer, poll=screens.poll_box(thread, viewer, **wrong), status=422)


def _box(topic_id: int, *, status: int = 200, **wrong):
    viewer = current_user._get_current_object()
    thread = find_thread(viewer, topic_id)
    poll = screens.poll_box(thread, viewer, **wrong)
    return render("discussions/polls/_poll.html", status=status, thread=thread, poll=poll)
