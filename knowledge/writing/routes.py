"""Pages of writing an article."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from knowledge import actions
from knowledge.models import Article, Collection
from knowledge.policies import can_publish, can_return, can_write
from knowledge.queries import collections_visible_to
from knowledge.quotes.showing import shown_draft
from knowledge.quotes.words import what_is_missing
from knowledge.stories.queries import find_hiding
from knowledge.writing import queries
from knowledge.writing.forms import ArticleForm, NewArticleForm, PairForm, TranslationForm
from knowledge.writing.preview import preview_context
from knowledge.writing.screens import article_screen, fill_pair_form, with_languages, written_article
from lms import differences
from lms.access import audience_of, get_or_404, require
from lms.forms import act_once
from lms.markup import MAX_LENGTH
from lms.pages import htmx, not_found, render, then_show
from lms.people.queries import name_of
from lms.revisions.drafts import Conflict, saved_at

bp = Blueprint("writing", __name__)


@bp.get("/collections/<int:collection_id>/articles/new")
def new_article(collection_id):
    collection = _written_collection(collection_id)
    return _new_page(
        collection,
        NewArticleForm(formdata=None, language=collection.language, title=request.args.get("title", "")[:200]),
    )


@bp.post("/collections/<int:collection_id>/articles/new")
def create_article(collection_id):
    collection, form = _written_collection(collection_id), NewArticleForm()
    if not form.validate():
        return _new_page(collection, form, status=422)
    act_once(form, current_user)
    words = {name: getattr(form, name).data for name in ("title", "summary", "language")}
    article = actions.create_article(collection, **words, body="", by=current_user)
    return then_show("knowledge.writing.edit_article", article_id=article.id)


@bp.get("/articles/<int:article_id>/edit")
def edit_article(article_id):
    return article_screen(written_article(article_id))


@bp.post("/articles/<int:article_id>/draft")
def save_draft(article_id):
    """By the page while somebody writes (a fragment with the state), or by the button (the page again)."""
    article, form = written_article(article_id), ArticleForm()
    if not form.validate() and not htmx:
        return article_screen(article, form=form, status=422)
    collection = article.collection
    try:
        article = _save(article, form)
    except Conflict as conflict:
        return _conflict(collection, conflict, form)
    if htmx:
        return _state(article, form)
    return then_show("knowledge.writing.edit_article", article_id=article.id, toast=_("Saved."))


@bp.post("/articles/<int:article_id>/preview")
def preview_draft(article_id):
    article = written_article(article_id)
    body = request.form.get("body", "").replace("\x00", "")
    if len(body) > MAX_LENGTH["article"]:
        return "", 422
    return shown_draft(article, body, current_user)


@bp.get("/articles/<int:article_id>/preview")
def show_preview(article_id):
    return render("knowledge/writing/preview.html", **preview_context(written_article(article_id), current_user))


@bp.post("/articles/<int:article_id>/publication")
def publish_article(article_id):
    article, form = written_article(article_id), ArticleForm()
    collection = article.collection
    require(can_publish(current_user, article, collection))
    if not form.validate():
        return article_screen(article, form=form, status=422)
    if missing := what_is_missing(article, form.body.data):
        form.body.errors = [missing]
        return article_screen(article, form=form, status=422)
    try:
        article = _save(article, form)
    except Conflict as conflict:
        return _conflict(collection, conflict, form)
    actions.publish_article(article, by=current_user, why=form.why.data)
    return then_show(
        "knowledge.show_article", article_id=article.id, toast=_("Published. Readers see it now.")
    )  # fmt: skip


@bp.post("/articles/<int:article_id>/misses/<int:miss_id>/settlement")
def deal_with_miss(article_id, miss_id):
    article = written_article(article_id)
    actions.deal_with_miss(queries.find_miss(article, miss_id) or not_found())
    if request.form.get("from") == "home":
        return then_show("home.show_home", toast=_("Dealt with."))
    return then_show("knowledge.writing.edit_article", article_id=article_id, toast=_("Dealt with."))


@bp.post("/articles/<int:article_id>/archive")
def archive_article(article_id):
    article = written_article(article_id)
    is_story = article.collection.is_personal
    actions.archive_article(article, by=current_user)
    title = article.title or article.draft_title
    toast = (
        _("“%(title)s” is withdrawn. Nothing of it is lost.", title=title)
        if is_story
        else _("“%(title)s” is in the archive. Nothing of it is lost.", title=title)
    )
    return then_show("knowledge.show_collection", collection_id=article.collection_id, toast=toast)


@bp.post("/articles/<int:article_id>/return")
def return_article(article_id):
    article = written_article(article_id)
    require(can_return(current_user, article, article.collection) and find_hiding(article.id) is None)
    actions.unarchive_article(article, by=current_user)
    return then_show("knowledge.writing.edit_article", article_id=article.id, toast=_("Back from the archive."))


@bp.post("/articles/<int:article_id>/translation")
def translate_article(article_id):
    article = written_article(article_id)
    form = with_languages(article, TranslationForm())
    if not form.validate() or queries.find_pair(article):
        return article_screen(article, status=422)
    act_once(form, current_user)
    other = actions.translate_article(article, article.collection, language=form.language.data, by=current_user)
    return then_show("knowledge.writing.edit_article", article_id=other.id)


@bp.post("/articles/<int:article_id>/pair")
def pair_article(article_id):
    """Two articles already written are one in two languages; 0 takes them apart."""
    article = written_article(article_id)
    form = fill_pair_form(article, PairForm())
    if request.form.get("article") == "0":
        actions.pair_articles(article, None)
        return then_show("knowledge.writing.edit_article", article_id=article.id, toast=_("They stand apart now."))
    if not form.validate():
        return article_screen(article, pair_form=form, status=422)
    actions.pair_articles(article, queries.find_article(current_user, form.article.data))
    return then_show("knowledge.writing.edit_article", article_id=article.id, toast=_("Readers of one find the other."))


def _written_collection(collection_id: int):
    collection = get_or_404(collections_visible_to(current_user), collection_id)
    require(can_write(current_user, collection))
    return collection


def _new_page(collection, form, status: int = 200):
    reads = audience_of(collection.audience_id)
    return render("knowledge/writing/new.html", status=status, collection=collection, form=form, reads=reads)


def _save(article: Article, form: ArticleForm) -> Article:
    """Keep what can be kept: a field with an error does not stop the words from being saved."""
    kept = {
        name: getattr(article, f"draft_{name}") if getattr(form, name).errors else getattr(form, name).data
        for name in ("title", "summary", "body")
    }
    return actions.save_draft(
        article, **kept, version=form.version.data or 0, by=current_user, key=form.draft_key.data or ""
    )


def _state(article: Article, form: ArticleForm):
    return render(
        "knowledge/writing/_saved.html",
        article=article,
        form=form,
        saved_at=saved_at(article),
        is_new=queries.differs(article),
        sent_alone=True,
    )


def _conflict(collection: Collection, conflict: Conflict, form: ArticleForm):
    """Both texts: theirs as it is kept, yours as you sent it, and what differs between them."""
    theirs, who = conflict.stored, name_of(conflict.stored.draft_by)
    if htmx:
        return render("revisions/_conflict.html", status=409, who=who)
    return render(
        "knowledge/writing/conflict.html",
        status=409,
        draft=theirs,
        collection=collection,
        form=form,
        who=who,
        rows=differences.compare(theirs.draft_body, form.body.data),
        save_url=url_for("knowledge.writing.save_draft", article_id=theirs.id),
        edit_url=url_for("knowledge.writing.edit_article", article_id=theirs.id),
    )
