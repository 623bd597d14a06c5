"""What feed readers and who shares a link fetch of public collections and articles: the same for everybody who asks."""

from flask import Blueprint

from knowledge.public import pages, queries
from lms.pages import not_found
from lms.people.signing_in import public
from lms.public.atom import feed_answer
from lms.public.cards import card_answer

bp = Blueprint("public", __name__)


@bp.get("/articles/<int:article_id>/card.png")
@public
def show_article_card(article_id):
    article = queries.find_public_article(article_id)
    return card_answer(article and pages.article_card(article))


@bp.get("/collections/<int:collection_id>/card.png")
@public
def show_collection_card(collection_id):
    collection = queries.find_public_collection(collection_id)
    return card_answer(collection and pages.collection_card(collection))


@bp.get("/collections/<int:collection_id>/feed.atom")
@public
def show_feed(collection_id):
    return feed_answer(pages.feed_of(queries.find_public_collection(collection_id) or not_found()))
