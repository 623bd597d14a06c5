"""Pages of bookmarks: the list of a person, and keeping one post."""

from types import SimpleNamespace

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from discussions.bookmarks import actions, queries
from discussions.bookmarks.forms import BookmarkForm
from discussions.posts.queries import posts_visible_to
from discussions.posts.words import words_of
from lms.access import get_or_404
from lms.pages import number, render, then_go
from lms.people.queries import name_of

bp = Blueprint("bookmarks", __name__)


@bp.get("/bookmarks")
def show_bookmarks():
    before = request.args.get("before", type=number)
    rows, has_more = queries.page_of(current_user, before)
    kept = [SimpleNamespace(row=row, words=words_of(row)) for row in rows]
    older = f"/bookmarks?before={rows[-1].id}" if has_more else ""
    return render("discussions/bookmarks/bookmarks.html", kept=kept, newest="/bookmarks" if before else "", older=older)


@bp.get("/posts/<int:post_id>/bookmark")
def ask_bookmark(post_id):
    post = get_or_404(posts_visible_to(current_user), post_id)
    bookmark, form = queries.find_bookmark(current_user, post_id), BookmarkForm()
    if bookmark:
        form.show(bookmark)
    return _page(post, form, bookmark)


@bp.post("/posts/<int:post_id>/bookmark")
def keep_post(post_id):
    post = get_or_404(posts_visible_to(current_user), post_id)
    form = BookmarkForm()
    if not form.validate():
        return _page(post, form, queries.find_bookmark(current_user, post_id), 422)
    actions.keep(current_user, post, note=form.note.data or "", remind_at=form.remind_at)
    return then_go(f"/posts/{post_id}", toast=_("Kept among your bookmarks."))


@bp.post("/posts/<int:post_id>/bookmark/removal")
def let_go(post_id):
    post = get_or_404(posts_visible_to(current_user), post_id)
    actions.let_go(current_user, post)
    return then_go("/bookmarks", toast=_("No longer among your bookmarks."))


def _page(post, form, bookmark, status: int = 200):
    return render(
        "discussions/bookmarks/bookmark.html",
        status=status,
        post=post,
        topic=post.topic,
        form=form,
        bookmark=bookmark,
        author=name_of(post.author_id),
        words=words_of(post),
    )
