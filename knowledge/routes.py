"""Pages of the knowledge base: where it begins, a collection, an article, and whether it helped."""

from types import SimpleNamespace

from flask import Blueprint, abort, redirect, url_for
from flask_login import current_user

from knowledge import actions, queries
from knowledge.collections import routes as collections
from knowledge.doubts import routes as doubts
from knowledge.doubts.queries import count_due, looks_anywhere
from knowledge.forms import VoteForm
from knowledge.history import routes as history
from knowledge.links import routes as links
from knowledge.links.queries import writes_anywhere
from knowledge.links.rendering import readable
from knowledge.policies import can_contribute, can_keep_knowledge, can_look_after, can_report, can_vote, can_write
from knowledge.reviews import routes as reviews
from knowledge.suggestions import routes as suggestions
from knowledge.suggestions.words import STATE_ICONS, STATE_WORDS
from knowledge.uploads import routes as uploads
from knowledge.verification import routes as verification
from knowledge.verification import words as standing
from knowledge.words import OPENNESS_NAMES, OPENNESS_WORDS
from knowledge.writing import queries as written
from knowledge.writing import routes as writing
from knowledge.writing.preview import contents
from lms.access import PUBLIC, get_or_404, require
from lms.films import playing_in
from lms.markup import excerpt, plain_text, stored
from lms.pages import render, then_show
from lms.people.signing_in import ask_or_404, public

bp = Blueprint("knowledge", __name__)
for part in (collections, writing, history, uploads, verification, doubts, links, reviews, suggestions):
    bp.register_blueprint(part.bp)

FIRST_LETTERS = 2_000  # of the HTML of a public article: enough for the description search engines show
NOT_FOR_ROBOTS = {"X-Robots-Tag": "noindex"}


@bp.record_once
def give_words(state):
    """Other rooms show collections too: these words belong to every template."""
    state.app.jinja_env.globals.update(
        openness_names=OPENNESS_NAMES, openness_words=OPENNESS_WORDS, standing_now=standing.standing_now,
        standing_words=standing.standing_words, standing_icons=standing.ICONS,
        suggestion_states=STATE_WORDS, suggestion_icons=STATE_ICONS,
    )  # fmt: skip


@bp.get("/knowledge")
@public
def show_knowledge():
    keeps = can_keep_knowledge(current_user)
    return render(
        "knowledge/knowledge.html",
        fragments={"collections"},
        collections=queries.find_collections(current_user),
        archived=queries.find_archived_collections(current_user) if keeps else [],
        latest=queries.find_latest_articles(current_user),
        keeps=keeps,
        writes=keeps or (current_user.is_authenticated and writes_anywhere(current_user)),
        due=count_due(current_user) if looks_anywhere(current_user) else None,
    )


@bp.get("/collections/<int:collection_id>")
@public
def show_collection(collection_id):
    collection = queries.find_collection_page(current_user, collection_id) or ask_or_404()
    writes = can_write(current_user, collection)
    body, status = render(
        "knowledge/collection.html",
        collection=collection,
        articles=queries.find_articles_of(current_user, collection.id),
        work=written.find_work_in(collection.id) if writes else [],
        writes=writes,
        keeps=can_keep_knowledge(current_user),
        is_public=collection.audience_id == PUBLIC,
    )
    return body, status, {} if collection.audience_id == PUBLIC else NOT_FOR_ROBOTS


@bp.get("/articles/<int:article_id>")
@public
def show_article(article_id):
    article = queries.find_article_page(current_user, article_id)
    return _article_page(article) if article else _not_read(article_id)


@bp.post("/articles/<int:article_id>/votes")
def vote(article_id):
    article, form = get_or_404(queries.articles_visible_to(current_user), article_id), VoteForm()
    require(can_vote(current_user))
    if not form.validate():
        return _article_page(queries.find_article_page(current_user, article_id), form, status=422)
    actions.vote(current_user, article, form.helped.data == "yes", form.missing.data)
    return then_show("knowledge.show_article", article_id=article.id, anchor="helped")


def _article_page(article, form: VoteForm | None = None, status: int = 200):
    is_public, collection = article.audience_id == PUBLIC, SimpleNamespace(owner_id=article.collection_owner_id)
    first_words = plain_text(article.html[:FIRST_LETTERS]) if is_public and not article.summary else article.summary
    body, status = render(
        "knowledge/article.html",
        fragments={"helped"},
        status=status,
        article=article,
        html=stored(readable(article.html, queries.hidden_places(article))),
        linking=queries.linking(article),
        films=playing_in(article.html),
        headings=contents(article.headings),
        writes=can_write(current_user, collection),
        looks_after=can_look_after(current_user, collection, verifies=article.verifies),
        can_report=can_report(current_user),
        can_vote=can_vote(current_user),
        can_suggest=can_contribute(current_user, article),
        contributors=queries.contributors(article),
        form=form or VoteForm(formdata=None, missing=article.missing or ""),
        is_public=is_public,
        description=excerpt(first_words, 155) if is_public else "",
    )
    return body, status, {} if is_public else NOT_FOR_ROBOTS


def _not_read(article_id: int):
    """What readers do not see: writers go on writing it; what was public and is gone says so."""
    article = written.find_article(current_user, article_id)
    if article is not None:
        return redirect(url_for("knowledge.writing.edit_article", article_id=article.id), 303)
    if queries.was_public(article_id):
        return abort(410)
    return ask_or_404()
