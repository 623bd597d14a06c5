"""Pages of moderation: reporting a post, what waits for a review, one review, an appeal, and mending."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions import policies as talking
from discussions.moderation import actions, policies, queries
from discussions.moderation.forms import AppealForm, DecisionForm, FlagForm, MendForm, MendOpeningForm
from discussions.moderation.rules import screening
from discussions.moderation.words import DECIDED, REASON_WORDS
from discussions.posts.queries import posts_visible_to
from lms.access import get_or_404, require
from lms.database import db
from lms.forms import act_once
from lms.markup import stored
from lms.pages import render, then_go
from lms.people.queries import name_of

bp = Blueprint("moderation", __name__)


@bp.get("/posts/<int:post_id>/flag")
def ask_flag(post_id):
    return _flag_page(_flaggable(post_id), FlagForm())


@bp.post("/posts/<int:post_id>/flag")
def flag(post_id):
    post = _flaggable(post_id)
    form = FlagForm()
    if not form.validate():
        return _flag_page(post, form, status=422)
    act_once(form, current_user)
    leads = talking.leads(current_user, post.topic)
    actions.flag(post, by=current_user, reason=form.reason.data, words=form.words.data or "", leads=leads)
    return then_go(f"/topics/{post.topic_id}", toast=_("Thank you. Somebody who leads here will look at it."))


@bp.get("/moderation")
def show_queue():
    require(current_user.is_authenticated)
    return render("discussions/moderation/queue.html", rows=queries.waiting_for(current_user), stored=stored)


@bp.get("/posts/<int:post_id>/review")
def show_review(post_id):
    post = get_or_404(queries.flagged_posts_visible_to(current_user), post_id)
    require(policies.can_see_review(current_user, post.topic, post))
    return _review_page(post)


@bp.post("/posts/<int:post_id>/review")
def decide(post_id):
    post = get_or_404(queries.flagged_posts_visible_to(current_user), post_id)
    require(policies.can_review(current_user, post.topic, post))
    form = DecisionForm()
    if not form.validate():
        return _review_page(post, form=form, status=422)
    act_once(form, current_user)
    review = queries.find_review(post_id)
    if review.version != form.version.data:
        return _decided_meanwhile(post_id, form)
    require(policies.can_decide(current_user, review, has_colleague=_has_colleague(post)))
    try:
        actions.decide(post, form.decision.data, form.sentence.data, by=current_user, version=form.version.data)
    except actions.Stale:
        return _decided_meanwhile(post_id, form)
    return then_go("/moderation", toast=_("Decided. It stands in the log with your name."))


@bp.post("/posts/<int:post_id>/appeal")
def appeal(post_id):
    post = get_or_404(queries.flagged_posts_visible_to(current_user), post_id)
    require(policies.can_appeal(current_user, queries.find_review(post_id), post))
    form = AppealForm()
    if not form.validate():
        return _review_page(post, appeal_form=form, status=422)
    act_once(form, current_user)
    actions.appeal(post, form.words.data)
    return then_go(f"/posts/{post_id}/review", toast=_("Sent. Somebody looks at it once more."))


@bp.post("/posts/<int:post_id>/mending")
def mend(post_id):
    post = get_or_404(queries.flagged_posts_visible_to(current_user), post_id)
    require(policies.can_mend(current_user, queries.find_review(post_id), post))
    form = _mend_form(post)
    if not form.validate():
        return _review_page(post, mend_form=form, status=422)
    title = form.title.data if post.is_opening else None
    is_same = form.body.data.split() == post.body.split() and (
        title is None or title.split() == post.topic.title.split()
    )
    unchanged = _("These are the words you were asked to change.") if is_same else ""
    before = f"{post.topic.title} {post.body}" if post.is_opening else post.body
    if refusal := unchanged or screening.refusal_of_change(current_user, before, title or "", form.body.data):
        form.body.errors = [refusal]
        return _review_page(post, mend_form=form, status=422)
    act_once(form, current_user)
    actions.mend(post, body=form.body.data, title=title, by=current_user)
    return then_go(f"/posts/{post_id}", toast=_("Thank you. It can be read again."))


def _flaggable(post_id):
    post = get_or_404(posts_visible_to(current_user), post_id)
    require(policies.can_flag(current_user, post.topic, post))
    return post


def _flag_page(post, form, status: int = 200):
    return render(
        "discussions/moderation/flag.html",
        status=status,
        post=post,
        topic=post.topic,
        html=stored(post.html),
        author=name_of(post.author_id),
        form=form,
        flagged=queries.find_flag(current_user, post.id),
        reasons=REASON_WORDS,
    )


def _decided_meanwhile(post_id, form):
    """Somebody was first: what they decided, above the words that were typed."""
    db.session.rollback()
    db.session.expire_all()
    post = get_or_404(queries.flagged_posts_visible_to(current_user), post_id)
    form.go_on_from(queries.find_review(post_id).version)
    return _review_page(post, form=form, status=409)


def _review_page(post, *, form=None, appeal_form=None, mend_form=None, status: int = 200):
    review, viewer = queries.find_review(post.id), current_user
    is_author = post.author_id == viewer.id
    may_decide = not is_author and policies.can_decide(viewer, review, has_colleague=_has_colleague(post))
    flags = queries.flags_of(post.id)
    return render(
        "discussions/moderation/review.html",
        status=status,
        post=post,
        topic=post.topic,
        review=review,
        meanwhile=status == 409,
        is_author=is_author,
        author=name_of(post.author_id),
        decider=name_of(review.decided_by),
        decided=DECIDED.get(review.decision, ""),
        reasons=REASON_WORDS,
        said=dict.fromkeys(flag.reason for flag in flags),
        flags=() if is_author else flags,
        around=() if is_author else queries.around(post),
        html=stored(post.html),
        stored=stored,
        form=(form or DecisionForm(version=review.version)) if may_decide else None,
        appeal_form=(appeal_form or AppealForm()) if policies.can_appeal(viewer, review, post) else None,
        mend_form=(mend_form or _mend_form(post)) if policies.can_mend(viewer, review, post) else None,
    )


def _has_colleague(post) -> bool:
    return bool(queries.leaders_of(post.topic) - {post.author_id, current_user.id})


def _mend_form(post):
    if post.is_opening:
        return MendOpeningForm(body=post.body, title=post.topic.title)
    return MendForm(body=post.body)
