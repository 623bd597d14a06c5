"""Pages of moving a conversation, splitting it and merging it with another."""

from flask import Blueprint, abort
from flask_babel import gettext as _
from flask_login import current_user

from discussions.moving import actions, policies, queries
from discussions.moving.forms import MergeForm, MoveForm, SplitForm
from discussions.posts.screens import posts_choice
from discussions.queries import find_topic, topics_visible_to
from discussions.screens import title_of
from lms.access import get_or_404, require
from lms.forms import act_once, choices_of
from lms.pages import render, then_show

bp = Blueprint("moving", __name__)


@bp.get("/topics/<int:topic_id>/moving")
def ask_move(topic_id):
    return _move_page(_rearrangeable(topic_id))


@bp.post("/topics/<int:topic_id>/moving")
def move(topic_id):
    topic = _rearrangeable(topic_id)
    spaces = {space.id: space for space in queries.spaces_led_by(current_user, topic.space_id)}
    form = _move_form(spaces.values())
    act_once(form, current_user)
    if not form.validate():
        return _move_page(topic, form, 422)
    space = spaces[form.space.data]
    if not policies.can_move(current_user, topic, space):
        form.space.errors = [
            _("More people read there, or others, and nobody here was asked. It stays where it was said.")
        ]
        return _move_page(topic, form, 422)
    _or_409(actions.move_topic, topic, space, by=current_user, reason=form.reason.data)
    return then_show("discussions.show_topic", topic_id=topic_id, toast=_("It is moved. Its address stays the same."))


@bp.get("/topics/<int:topic_id>/splitting")
def ask_split(topic_id):
    return _split_page(_rearrangeable(topic_id), SplitForm())


@bp.post("/topics/<int:topic_id>/splitting")
def split(topic_id):
    topic = _rearrangeable(topic_id)
    form = SplitForm()
    if not form.validate():
        return _split_page(topic, form, 422)
    act_once(form, current_user)
    chosen = {"title": form.title.data, "kind": form.kind.data, "reason": form.reason.data}
    new = _or_409(actions.split_topic, topic, form.posts.data, by=current_user, **chosen)
    return then_show("discussions.show_topic", topic_id=new.id, toast=_("This is a conversation of its own now."))


@bp.get("/topics/<int:topic_id>/merging")
def ask_merge(topic_id):
    return _merge_page(_rearrangeable(topic_id))


@bp.post("/topics/<int:topic_id>/merging")
def merge(topic_id):
    topic = _rearrangeable(topic_id)
    form = _merge_form(queries.topics_to_merge_into(current_user, topic))
    if not form.validate():
        return _merge_page(topic, form, 422)
    into = find_topic(current_user, form.topic_id)
    if into is None or not policies.can_merge(current_user, topic, into):
        form.into.errors = [_merge_refusal(into)]
        return _merge_page(topic, form, 422)
    act_once(form, current_user)
    interleaved = form.order.data == "time"
    _or_409(actions.merge_topics, topic, into, interleaved=interleaved, by=current_user, reason=form.reason.data)
    toast = _("Merged. Who opens the old address comes here.")
    return then_show("discussions.show_topic", topic_id=into.id, toast=toast)


def _rearrangeable(topic_id):
    topic = get_or_404(topics_visible_to(current_user), topic_id)
    require(policies.can_rearrange(current_user, topic))
    return topic


def _or_409(act, *subjects, **more):
    """What was chosen changed while the page was open: somebody else moved it first."""
    try:
        return act(*subjects, **more)
    except actions.Refused:
        abort(409)


def _move_form(spaces) -> MoveForm:
    form = MoveForm()
    form.space.choices = choices_of((space.id, title_of(space)) for space in spaces)
    return form


def _move_page(topic, form=None, status: int = 200):
    spaces = queries.spaces_led_by(current_user, topic.space_id)
    context = {"form": form or _move_form(spaces), "spaces": spaces, "topic": topic}
    return render("discussions/moving/move.html", status=status, **context)


def _split_page(topic, form, status: int = 200):
    # The opening and an accepted answer stay.
    choice = posts_choice(topic, form, f"/topics/{topic.id}/splitting", least=2, but=topic.accepted_post_id)
    return render("discussions/moving/split.html", status=status, topic=topic, form=form, **choice)


def _merge_form(topics) -> MergeForm:
    form = MergeForm()
    form.into.choices = choices_of([(0, _("Choose one")), *((topic.id, topic.title) for topic in topics)])
    return form


def _merge_page(topic, form=None, status: int = 200):
    form = form or _merge_form(queries.topics_to_merge_into(current_user, topic))
    return render("discussions/moving/merge.html", status=status, topic=topic, form=form)


def _merge_refusal(into) -> str:
    if into is None:
        return _("Choose the conversation that stays, or paste its address.")
    return _(
        "These two cannot become one: they have other readers, or one is a question, a vote or an announcement that "
        "would lose what makes it one."
    )
