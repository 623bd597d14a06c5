"""Pages of spaces and topics: reading a thread, starting one, replying, and steering the conversation."""

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from discussions import actions, cases, policies, queries, screens
from discussions.anchors.actions import anchor_post
from discussions.anchors.places import find_passage
from discussions.answering.held.actions import hold_answer
from discussions.answering.held.policies import can_hold
from discussions.answering.screens import peers_have
from discussions.asking.screens import one_field
from discussions.forms import MAX_POST, MAX_TITLE, AnswerForm, ReplyForm, SwitchForm, form_for
from discussions.ideas.queries import is_undecided
from discussions.kinds import KINDS
from discussions.moderation.policies import can_see_review
from discussions.moderation.rules import screening
from discussions.moving.queries import find_merged_into, get_topic
from discussions.posts.queries import find_removed_opening, posts_visible_to
from discussions.slow_mode.words import slow_refusal
from discussions.subjects.actions import tag_topic
from discussions.subjects.queries import offered_in
from lms.access import get_or_404, require
from lms.database import now
from lms.drafts.queries import find_draft
from lms.forms import act_once
from lms.pages import htmx_target, local_address, not_found, render, then_go, then_show

bp = Blueprint("discussions", __name__)


@bp.get("/spaces/<int:space_id>")
def show_space(space_id):
    space = get_or_404(queries.spaces_visible_to(current_user), space_id)
    if space.kind == "cohort":
        return redirect(space.address)
    return screens.space_page(space)


@bp.get("/cohorts/<int:cohort_id>/topics/new")
def new_topic_in_cohort(cohort_id):
    space = queries.find_space(current_user, cohort_id) or not_found()
    return _new_topic(space)


@bp.get("/spaces/<int:space_id>/topics/new")
def new_topic(space_id):
    return _new_topic(get_or_404(queries.spaces_visible_to(current_user), space_id))


@bp.post("/spaces/<int:space_id>/topics")
def start_topic(space_id):
    space = get_or_404(queries.spaces_visible_to(current_user), space_id)
    kind = _kind()
    require(policies.can_start(current_user, space, kind))
    form = form_for(kind)()
    form.tags.offer(offered_in(space.id))
    if not form.validate():
        return screens.new_topic(space, kind, form, status=422)
    act_once(form, current_user)
    if refusal := screening.refusal(current_user, *form.all_words):
        form.body.errors = [refusal]
        return screens.new_topic(space, kind, form, status=422)
    topic = actions.start_topic(
        space,
        author=current_user,
        kind=kind,
        title=form.title.data,
        body=form.body.data,
        terms=form.terms if kind == "poll" else None,
        draft_place=screens.draft_place(space, kind),
    )
    tag_topic(topic, form.tags.data)
    return then_show("discussions.show_topic", topic_id=topic.id)


@bp.get("/topics/<int:topic_id>")
def show_topic(topic_id):
    viewer = current_user._get_current_object()
    thread = queries.find_thread(viewer, topic_id)
    if thread is None:
        return _show_removed(topic_id)
    if htmx_target() == "composer":
        return screens.after_reply(thread, viewer)
    if htmx_target() == "since":
        return screens.news(thread, viewer)
    if htmx_target() == "following":
        return screens.following(thread)
    return screens.thread_page(thread, viewer)


@bp.post("/topics/<int:topic_id>/replies")
def reply(topic_id):
    viewer = current_user._get_current_object()
    topic = get_topic(viewer, topic_id)  # where it goes on, when it was merged while somebody wrote
    require(policies.can_reply(viewer, topic))
    form = ReplyForm()
    if not form.validate():
        return screens.refused_reply(queries.find_thread(viewer, topic.id), viewer, form)
    act_once(form, viewer)
    if refusal := slow_refusal(viewer, topic) or screening.refusal(viewer, form.body.data):
        form.body.errors = [refusal]
        return screens.refused_reply(queries.find_thread(viewer, topic.id), viewer, form)
    place, passage = find_passage(viewer, form.about.data or "", topic)
    if form.held.data and can_hold(viewer, topic) and peers_have(topic):
        hold_answer(topic, author=viewer, body=form.body.data, place=place, key=passage)
        toast = _("Held. It is said when the peers had their time; until then only who leads reads it.")
        return then_show("discussions.show_topic", topic_id=topic.id, toast=toast, after=form.after.data)
    seen = form.seen.data if topic.id == topic_id else 0
    post = actions.reply(topic, author=viewer, body=form.body.data, seen=seen)
    if passage:
        anchor_post(post, place, passage)
    page = {"from": queries.page_with(post.number, post.number).first, "after": form.after.data}
    return then_show("discussions.show_topic", topic_id=post.topic_id, anchor=f"post-{post.number}", **page)


@bp.post("/topics/<int:topic_id>/answer")
def choose_answer(topic_id):
    topic = get_or_404(queries.topics_visible_to(current_user), topic_id)
    require(policies.can_accept(current_user, topic))
    form = AnswerForm()
    if not form.validate():
        return "", 422
    if form.post.data is None:
        actions.withdraw_answer(topic, by=current_user)
        return then_show("discussions.show_topic", topic_id=topic_id, toast=_("The question is open again."))
    post = get_or_404(posts_visible_to(current_user), form.post.data)
    if post.is_opening or not actions.accept_answer(topic, post, by=current_user):
        return not_found()
    return then_show("discussions.show_topic", topic_id=topic_id, toast=_("This is now the accepted answer."))


@bp.post("/topics/<int:topic_id>/me-too")
def say_me_too(topic_id):
    topic = get_or_404(queries.topics_visible_to(current_user), topic_id)
    require(policies.can_say_me_too(current_user, topic))
    form = SwitchForm()
    if not form.validate():
        return "", 422
    act = actions.take_back_me_too if form.say.data == "no" else actions.say_me_too
    act(topic, current_user)
    if htmx_target():
        return render("discussions/_me_too.html", topic=queries.find_thread(current_user, topic_id))
    return then_go(local_address(request.form.get("next"), url_for("discussions.show_topic", topic_id=topic_id)))


@bp.post("/topics/<int:topic_id>/closure")
def close(topic_id):
    topic = get_or_404(queries.topics_visible_to(current_user), topic_id)
    require(policies.can_close(current_user, topic))
    if topic.kind == "idea" and is_undecided(topic):
        wait = _("This idea waits for a decision first: whoever voted wants to hear what became of it, and why.")
        return then_show("discussions.show_topic", topic_id=topic_id, anchor="idea", toast=wait, **{"from": 1})
    actions.close_topic(topic, by=current_user)
    toast = _("Closed. Everybody can still read it.")
    return then_show("discussions.show_topic", topic_id=topic_id, toast=toast)


@bp.post("/topics/<int:topic_id>/reopening")
def reopen(topic_id):
    topic = get_or_404(queries.topics_visible_to(current_user), topic_id)
    require(policies.can_close(current_user, topic))
    actions.reopen_topic(topic, by=current_user)
    return then_show("discussions.show_topic", topic_id=topic_id, toast=_("Open again for replies."))


@bp.post("/topics/<int:topic_id>/pinning")
def pin(topic_id):
    topic = get_or_404(queries.topics_visible_to(current_user), topic_id)
    require(policies.can_pin(current_user, topic))
    actions.pin_topic(topic, by=current_user)
    return then_show("discussions.show_topic", topic_id=topic_id, toast=_("It stands above the others now."))


@bp.post("/topics/<int:topic_id>/unpinning")
def unpin(topic_id):
    topic = get_or_404(queries.topics_visible_to(current_user), topic_id)
    require(policies.can_pin(current_user, topic))
    actions.unpin_topic(topic, by=current_user)
    return then_show("discussions.show_topic", topic_id=topic_id, toast=_("It moves along with the others again."))


def _new_topic(space):
    kind = _kind()
    require(policies.can_start(current_user, space, kind))
    if kind == "question" and (page := one_field(screens.asking_in(space))):
        return page
    title, body, rest = request.args.get("title", ""), request.args.get("body", ""), {}
    if draft := find_draft(current_user, screens.draft_place(space, kind)):
        # A link with first words, such as “Write to Bart”, never costs somebody the draft they had.
        # Whoever comes from the one field has just written the title.
        title = title if request.args.get("step") == "write" and title else draft.title or title
        body = draft.body if body.strip() in draft.body else f"{body}\n\n{draft.body}"
        rest = draft.rest
    if kind == "case" and not body:
        body = cases.template(space.language)
    form = form_for(kind)(MultiDict({**rest, "title": title[:MAX_TITLE], "body": body[:MAX_POST]}))
    form.tags.offer(offered_in(space.id))
    return screens.new_topic(space, kind, form)


def _kind() -> str:
    kind = request.values.get("kind", "discussion")
    return kind if kind in KINDS else not_found()


def _show_removed(topic_id: int):
    """Whoever can bring a topic back still finds it; one that was merged goes on elsewhere; else it is gone."""
    if merged := find_merged_into(current_user, topic_id):
        return redirect(url_for("discussions.show_topic", topic_id=merged))
    post = find_removed_opening(current_user, topic_id)
    if post is not None and post.hidden_at and can_see_review(current_user, post.topic, post):
        return redirect(f"/posts/{post.id}/review")
    if post is None or not policies.can_restore(current_user, post.topic, post, now()):
        return not_found()
    return render("discussions/removed.html", status=404, post=post, topic=post.topic)
