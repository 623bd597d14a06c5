"""What the page of a suggestion sends while somebody writes: the copy itself, its preview, images and files."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.history.queries import revisions_visible_to
from knowledge.models import Article
from knowledge.policies import can_contribute
from knowledge.queries import articles_visible_to
from knowledge.quotes.showing import shown_draft
from knowledge.suggestions.copies import actions, queries
from knowledge.suggestions.copies.files import COPY_FILES
from knowledge.suggestions.copies.forms import CopyForm
from knowledge.suggestions.forms import ChangeForm, NewSuggestionForm
from knowledge.suggestions.models import Suggestion
from knowledge.suggestions.queries import find_base, get_revision, suggestions_visible_to
from knowledge.suggestions.screens import copy_url, edit_page, new_page
from lms import differences
from lms.access import get_or_404, require
from lms.files.forms import UploadForm
from lms.forms import act_once
from lms.markup import MAX_LENGTH
from lms.pages import htmx, not_found, render, then_go
from lms.revisions.drafts import Conflict, saved_at

bp = Blueprint("copies", __name__)


@bp.post("/articles/<int:article_id>/suggestions/copy")
def keep_new(article_id):
    return _keep(open_article(article_id), None)


@bp.post("/suggestions/<int:suggestion_id>/copy")
def keep_again(suggestion_id):
    return _keep(*_own(suggestion_id))


@bp.post("/articles/<int:article_id>/suggestions/copy/removal")
def drop_new(article_id):
    return _drop(open_article(article_id), None)


@bp.post("/suggestions/<int:suggestion_id>/copy/removal")
def drop_again(suggestion_id):
    return _drop(*_own(suggestion_id))


@bp.post("/articles/<int:article_id>/suggestions/preview")
def preview(article_id):
    article = open_article(article_id)
    body = request.form.get("body", "").replace("\x00", "")
    if len(body) > MAX_LENGTH["article"]:
        return "", 422
    return shown_draft(article, body, current_user, tells_missing=False)


@bp.post("/articles/<int:article_id>/suggestions/files")
def add_files_new(article_id):
    return _add_files(open_article(article_id), None)


@bp.post("/suggestions/<int:suggestion_id>/files")
def add_files_again(suggestion_id):
    return _add_files(*_own(suggestion_id))


@bp.post("/articles/<int:article_id>/suggestions/files/<key>/removal")
def remove_file_new(article_id, key):
    return _remove_file(open_article(article_id), None, key)


@bp.post("/suggestions/<int:suggestion_id>/files/<key>/removal")
def remove_file_again(suggestion_id, key):
    return _remove_file(*_own(suggestion_id), key)


def open_article(article_id: int) -> Article:
    """An article its reader may suggest a change to."""
    article = get_or_404(articles_visible_to(current_user), article_id)
    require(can_contribute(current_user, article))
    return article


def base_of(article: Article, suggestion: Suggestion | None, revision_id: int | None):
    """The text a copy began with: the one its page named, among those its writer reads, else the current one."""
    if suggestion is not None:
        return get_revision(suggestion.revision_id)
    base = find_base(revisions_visible_to(current_user, article, writes=False), revision_id)
    return base or get_revision(article.revision_id)


def _own(suggestion_id: int) -> tuple[Article, Suggestion]:
    suggestion = get_or_404(suggestions_visible_to(current_user), suggestion_id)
    require(suggestion.author_id == current_user.id and can_contribute(current_user, suggestion.article))
    return suggestion.article, suggestion


def _keep(article: Article, suggestion: Suggestion | None):
    """By the page while somebody writes (a fragment with the state), or by the button (the page again)."""
    form = CopyForm()
    if not form.validate() and not htmx:
        return _page(article, suggestion)
    kept = queries.find_copy(current_user, article.id, suggestion.id if suggestion else None)
    how = {"base": base_of(article, suggestion, form.revision.data), "suggestion": suggestion, "by": current_user}
    seen = {"version": form.draft_version.data or 0, "key": form.draft_key.data or ""}
    try:
        copy = actions.keep_copy(article, form.words(kept), **seen, **how)
    except Conflict as conflict:
        return _conflict(article, suggestion, conflict.stored, form)
    if htmx:
        return render(
            "knowledge/suggestions/_saved.html", copy=copy, form=form, saved_at=saved_at(copy), sent_alone=True
        )  # fmt: skip
    return then_go(_address(article, suggestion), toast=_("Kept. Nothing is sent yet."))


def _drop(article: Article, suggestion: Suggestion | None):
    key = request.args.get("key", "")[:64]
    base = base_of(article, suggestion, None)
    actions.forget_copy(article, base=base, suggestion=suggestion, by=current_user, key=key)
    return then_go(_address(article, suggestion), toast=_("Dropped. This is the text as it stands."))


def _add_files(article: Article, suggestion: Suggestion | None):
    form = UploadForm()
    if not form.validate():
        return _page(article, suggestion, form)
    act_once(form, current_user)
    desk = actions.row_for(article, None, base=get_revision(article.revision_id), by=current_user)
    alt = form.alt.data or ""
    told = form.keep(lambda name, data: COPY_FILES.add(desk, data, name, alt=alt, by=current_user))
    if form.files.errors:
        return _page(article, suggestion, form)
    return then_go(f"{_address(article, suggestion)}#files", toast=told)


def _remove_file(article: Article, suggestion: Suggestion | None, key: str):
    desk = queries.find_row(current_user.id, article.id) or not_found()
    file = COPY_FILES.find(desk, key) or not_found()
    if queries.is_shown(desk, key):
        form = UploadForm(formdata=None)
        form.files.errors = [_("“%(name)s” still stands in a text. Take it out there first.", name=file.name)]
        return _page(article, suggestion, form)
    COPY_FILES.take(desk, file)
    return then_go(f"{_address(article, suggestion)}#files", toast=_("Removed."))


def _page(article: Article, suggestion: Suggestion | None, upload: UploadForm | None = None):
    """The page again, with what was sent and could not be used."""
    if suggestion is not None:
        form = None if upload else ChangeForm(base=get_revision(suggestion.revision_id))
        return edit_page(suggestion, _checked(form), status=422, upload=upload)
    form = None if upload else NewSuggestionForm(base=get_revision(article.revision_id))
    return new_page(article, _checked(form), status=422, upload=upload)


def _checked(form):
    if form is not None:
        form.validate()
    return form


def _conflict(article: Article, suggestion: Suggestion | None, theirs, form: CopyForm):
    """Two pages of one person: what the other kept, what this one sent, and what differs."""
    if htmx:
        return render("revisions/_conflict.html", status=409, who=current_user.name, version_name="draft_version")
    return render(
        "knowledge/suggestions/conflict.html",
        status=409,
        draft=theirs,
        article=article,
        form=form,
        who=current_user.name,
        rows=differences.compare(theirs.draft_body, form.body.data),
        save_url=copy_url(article.id, suggestion.id if suggestion else None, "keep"),
        edit_url=_address(article, suggestion),
        version_name="draft_version",
    )


def _address(article: Article, suggestion: Suggestion | None) -> str:
    if suggestion is not None:
        return url_for("knowledge.suggestions.edit", suggestion_id=suggestion.id)
    return url_for("knowledge.suggestions.new", article_id=article.id)
