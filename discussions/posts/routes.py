"""Pages of single posts: the permanent address, editing with its history, removing and undoing."""

from types import SimpleNamespace

from flask import Blueprint, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from discussions import policies
from discussions.moderation.policies import can_review
from discussions.moderation.rules import screening
from discussions.posts import actions, queries
from discussions.posts.acts import post_acts
from discussions.posts.forms import EditForm, OpeningForm
from discussions.posts.words import words_of
from discussions.queries import page_with
from discussions.reacting.queries import thanks_of
from lms import differences
from lms.access import get_or_404, require
from lms.database import db, now
from lms.forms import act_once
from lms.markup import stored
from lms.pages import htmx, render, then_go, then_show
from lms.people.queries import name_of

bp = Blueprint("posts", __name__)


@bp.get("/posts/<int:post_id>")
def show_post(post_id):
    post = get_or_404(queries.posts_visible_to(current_user), post_id)
    return redirect(_address(post))


@bp.get("/posts/<int:post_id>/more")
def show_more(post_id):
    post = get_or_404(queries.posts_visible_to(current_user), post_id)
    acts = post_acts(post, current_user)
    if htmx:
        return render("discussions/_post_menu.html", **acts)
    thanked = thanks_of(current_user, post_id)
    return render(
        "discussions/more.html", author=name_of(post.author_id), words=words_of(post), thanked=thanked, **acts
    )


@bp.get("/posts/<int:post_id>/edit")
def edit_post(post_id):
    post = get_or_404(queries.posts_visible_to(current_user), post_id)
    require(policies.can_edit(current_user, post.topic, post))
    return _edit_page(post, _form(post))


@bp.post("/posts/<int:post_id>/edit")
def save_post(post_id):
    post = get_or_404(queries.posts_visible_to(current_user), post_id)
    require(policies.can_edit(current_user, post.topic, post))
    form = _form(post)
    if not form.validate():
        return _edit_page(post, form, status=422)
    act_once(form, current_user)
    title = form.title.data if post.is_opening else None
    before = f"{post.topic.title} {post.body}" if post.is_opening else post.body
    if refusal := screening.refusal_of_change(current_user, before, title or "", form.body.data):
        form.body.errors = [refusal]
        return _edit_page(post, form, status=422)
    try:
        actions.edit_post(post, body=form.body.data, title=title, version=form.version.data, by=current_user)
    except actions.Conflict:
        return _conflict_page(post_id, form)
    return then_go(_address(post), toast=_("Your words are changed."))


@bp.get("/posts/<int:post_id>/history")
def show_history(post_id):
    post = get_or_404(queries.posts_visible_to(current_user), post_id)
    reviews = post.hidden_at is not None and can_review(current_user, post.topic, post)
    require(reviews or policies.can_see_history(current_user, post.topic, post, now()))
    return render("discussions/history.html", post=post, topic=post.topic, steps=_steps(post))


@bp.post("/posts/<int:post_id>/deletion")
def delete_post(post_id):
    post = get_or_404(queries.all_posts_visible_to(current_user), post_id)
    require(_can_remove_or_restore(post))
    actions.delete_post(post, by=current_user)
    toast = _("Removed. You can undo this for 30 days.")
    return then_show("discussions.show_topic", topic_id=post.topic_id, **_page_of(post), toast=toast)


@bp.post("/posts/<int:post_id>/restoration")
def restore_post(post_id):
    post = get_or_404(queries.all_posts_visible_to(current_user), post_id)
    require(_can_remove_or_restore(post))
    actions.restore_post(post, by=current_user)
    return then_go(_address(post), toast=_("It is back where it was."))


def _can_remove_or_restore(post) -> bool:
    """Who may do the one may do the other, so that pressing twice is the same as pressing once."""
    can_restore = policies.can_restore(current_user, post.topic, post, now())
    return can_restore or policies.can_delete(current_user, post.topic, post)


def _edit_page(post, form, status: int = 200):
    return render(
        "discussions/edit_post.html",
        status=status,
        post=post,
        topic=post.topic,
        form=form,
        can_delete=policies.can_delete(current_user, post.topic, post),
    )


def _conflict_page(post_id, form):
    """Both texts, side by side; what the person wrote stays in the field, on top of the newer version."""
    db.session.rollback()
    post = get_or_404(queries.posts_visible_to(current_user), post_id)
    rows = differences.compare(post.body, form.body.data)
    form.go_on_from(post.version)
    return render(
        "discussions/edit_conflict.html",
        status=409,
        post=post,
        topic=post.topic,
        form=form,
        now_html=stored(post.html),
        rows=rows,
        editor=name_of(post.edited_by or post.author_id),
    )


def _form(post):
    values = {"body": post.body, "version": post.version}
    return OpeningForm(title=post.topic.title, **values) if post.is_opening else EditForm(**values)


def _steps(post):
    """Each version with what it changed, the newest first."""
    earlier = queries.history_of(post)
    title = post.topic.title if post.is_opening else ""
    texts = [_text(revision.title, revision.body) for revision in earlier] + [_text(title, post.body)]
    writers = [(revision.name, revision.written_at) for revision in earlier]
    writers.append((name_of(post.edited_by or post.author_id), post.edited_at or post.created_at))
    steps = []
    for position, (name, at) in enumerate(writers):
        rows = differences.compare(texts[position - 1], texts[position]) if position else []
        steps.append(SimpleNamespace(number=position + 1, name=name, at=at, rows=rows, text=texts[position]))
    return steps[::-1]


def _text(title: str, body: str) -> str:
    """A post as its history compares it, with the title that stood above it."""
    return f"{title}\n\n{body}" if title else body


def _page_of(post) -> dict:
    return {"from": page_with(post.number, post.topic.last_number).first}


def _address(post) -> str:
    return url_for("discussions.show_topic", topic_id=post.topic_id, _anchor=f"post-{post.number}", **_page_of(post))
