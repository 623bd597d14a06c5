"""Pages of the knowledge base: where it begins, a collection, an article, and whether it helped."""

from types import SimpleNamespace

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from knowledge import actions, queries
from knowledge.collections import routes as collections
from knowledge.collections.nesting import nested
from knowledge.contributions import routes as contributions
from knowledge.contributions.queries import first_of
from knowledge.contributions.words import KIND_WORDS
from knowledge.doubts import routes as doubts
from knowledge.doubts.queries import count_due, looks_anywhere
from knowledge.forms import VoteForm
from knowledge.history import routes as history
from knowledge.interchange import routes as interchange
from knowledge.links import routes as links
from knowledge.links.queries import writes_anywhere
from knowledge.links.rendering import readable
from knowledge.moving import routes as moving
from knowledge.policies import can_contribute, can_keep_knowledge, can_look_after, can_report, can_vote, can_write
from knowledge.public import pages as outside
from knowledge.public import queries as public_queries
from knowledge.public import routes as public_pages
from knowledge.quotes.marks import QUOTE
from knowledge.quotes.showing import with_quotes
from knowledge.reviews import routes as reviews
from knowledge.scheduling import routes as scheduling
from knowledge.searches import routes as searches
from knowledge.stories import routes as stories
from knowledge.stories.queries import featured_in
from knowledge.suggestions import routes as suggestions
from knowledge.suggestions.queries import has_suggested
from knowledge.suggestions.words import STATE_ICONS, STATE_WORDS
from knowledge.uploads import routes as uploads
from knowledge.verification import routes as verification
from knowledge.verification import words as standing
from knowledge.words import OPENNESS_NAMES, OPENNESS_WORDS
from knowledge.writing import queries as written
from knowledge.writing import routes as writing
from knowledge.writing.preview import contents
from lms.access import PUBLIC, get_or_404, require
from lms.database import now
from lms.films import playing_in
from lms.markup import stored, with_passage
from lms.pages import render, then_show
from lms.people.signing_in import academy, ask_or_404, public
from lms.public.pages import PublicPage, gone, show_to_all

bp = Blueprint("knowledge", __name__)
for part in (
    collections,
    writing,
    history,
    uploads,
    verification,
    doubts,
    links,
    reviews,
    suggestions,
    moving,
    scheduling,
    public_pages,
    contributions,
    interchange,
    searches,
    stories,
):
    bp.register_blueprint(part.bp)


@bp.record_once
def give_words(state):
    """Other rooms show collections too: these words belong to every template."""
    state.app.jinja_env.globals.update(
        openness_names=OPENNESS_NAMES, openness_words=OPENNESS_WORDS, standing_now=standing.standing_now,
        standing_words=standing.standing_words, standing_icons=standing.ICONS,
        suggestion_states=STATE_WORDS, suggestion_icons=STATE_ICONS,
        contribution_kinds=KIND_WORDS, stored_words=stored,
    )  # fmt: skip


@bp.get("/knowledge")
@public
def show_knowledge():
    keeps = can_keep_knowledge(current_user)
    description = _(
        "What %(academy)s knows from practice, in articles that everybody may read.", academy=academy().name
    )
    show_to_all(PublicPage(path="/knowledge", title=_("Knowledge"), description=description, is_shared=False))
    return render(
        "knowledge/knowledge.html",
        fragments={"collections"},
        collections=nested(queries.find_collections(current_user)),
        archived=queries.find_archived_collections(current_user) if keeps else [],
        latest=queries.find_latest_articles(current_user),
        verified=queries.find_lately_verified(current_user, now()),
        keeps=keeps,
        writes=keeps or (current_user.is_authenticated and writes_anywhere(current_user)),
        has_suggested=has_suggested(current_user),
        due=count_due(current_user) if looks_anywhere(current_user) else None,
    )


@bp.get("/collections/<int:collection_id>")
@public
def show_collection(collection_id):
    collection = queries.find_collection_page(current_user, collection_id)
    if collection is None:
        return gone() if public_queries.collection_was_public(collection_id) else ask_or_404()
    if collection.is_personal:
        return redirect(url_for("knowledge.stories.show_stories_of", user_id=collection.owner_id), 303)
    if collection.audience_id == PUBLIC and not collection.archived_at:
        show_to_all(outside.collection_page(collection))
    writes = can_write(current_user, collection)
    return render(
        "knowledge/collection.html",
        collection=collection,
        inner=queries.find_collections(current_user, within=collection.id),
        articles=queries.find_articles_of(current_user, collection.id),
        stories=featured_in(current_user, collection.id),
        work=written.find_work_in(collection.id) if writes else [],
        writes=writes,
        keeps=can_keep_knowledge(current_user),
    )


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
    helped, revision_id = form.helped.data == "yes", form.version.data
    try:
        actions.vote(current_user, article, helped, form.missing.data, revision_id=revision_id)
    except actions.ChangedMeanwhile:
        article = queries.find_article_page(current_user, article_id)
        form.go_on_from(article.revision_id)
        return _article_page(article, form, status=409)
    return then_show("knowledge.show_article", article_id=article.id, anchor="helped")


def _article_page(article, form: VoteForm | None = None, status: int = 200):
    collection = SimpleNamespace(owner_id=article.collection_owner_id, is_personal=article.is_personal)
    if article.audience_id == PUBLIC:
        show_to_all(outside.article_page(article))
    html = with_quotes(readable(article.html, queries.hidden_places(article)), article.id, current_user)
    named = request.args.get("at", "")
    html, is_there = (html, f'id="{named}"' in html) if QUOTE.match(named) else with_passage(html, named)
    return render(
        "knowledge/article.html",
        fragments={"helped"},
        status=status,
        article=article,
        html=stored(html),
        passage_is_gone=bool(named) and not is_there,
        linking=queries.linking(article),
        lessons=queries.lessons(article),
        films=playing_in(article.html),
        headings=contents(article.headings),
        writes=can_write(current_user, collection),
        looks_after=can_look_after(current_user, collection, verifies=article.verifies),
        can_report=can_report(current_user),
        can_vote=can_vote(current_user),
        can_suggest=can_contribute(current_user, article),
        contributions=first_of(current_user, article),
        contributors=queries.contributors(article),
        has_moved=status == 409,
        form=form or VoteForm(formdata=None, missing=article.missing or "", version=article.revision_id),
    )


def _not_read(article_id: int):
    """What readers do not see: writers go on writing it; what was public and is gone says so."""
    article = written.find_article(current_user, article_id)
    if article is not None:
        return redirect(url_for("knowledge.writing.edit_article", article_id=article.id), 303)
    return gone() if public_queries.was_public(article_id) else ask_or_404()
