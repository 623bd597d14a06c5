"""How collections and articles are seen from outside: their pages, cards and feeds, and where sitemaps find them."""

from flask_babel import gettext as _

from knowledge.public import queries
from lms.markup import excerpt, plain_text
from lms.public import schema
from lms.public.atom import Entry as FeedEntry
from lms.public.atom import Feed
from lms.public.cards import Card
from lms.public.kinds import Entry, Kind
from lms.public.pages import PublicPage

LONGEST = 155  # letters of a description search engines show


def article_page(article) -> PublicPage:
    """Of a row of ARTICLE_PAGE that guests read."""
    path, collection = _article(article.id), _collection(article.collection_id)
    card = article_card(article)
    description = describe(article.summary, article.html[: queries.FIRST_LETTERS])
    told = schema.article(
        path=path,
        headline=article.title,
        description=description,
        language=article.language,
        author=article.author_name,
        published=article.published_at,
        updated=article.updated_at,
        image=card.address,
        part_of=schema.named("CollectionPage", article.collection_title, collection),
    )
    steps = ((_("Knowledge"), "/knowledge"), (article.collection_title, collection), (article.title, path))
    return PublicPage(
        path=path,
        title=article.title,
        description=description,
        language=article.language,
        kind="article",
        card=card,
        alternates=_languages(article, is_pair_public=article.pair_audience_id == article.audience_id),
        data=(told, schema.trail(*steps)),
    )


def collection_page(collection) -> PublicPage:
    path = _collection(collection.id)
    words = {"description": excerpt(collection.summary, LONGEST), "language": collection.language}
    told = schema.collection(path=path, name=collection.title, **words)
    return PublicPage(
        path=path,
        title=collection.title,
        card=collection_card(collection),
        feed=_feed(collection.id),
        data=(told, schema.trail((_("Knowledge"), "/knowledge"), (collection.title, path))),
        **words,
    )


def article_card(article) -> Card:
    return Card(f"{_article(article.id)}/card.png", article.title, article.collection_title, article.language)


def collection_card(collection) -> Card:
    return Card(f"{_collection(collection.id)}/card.png", collection.title, language=collection.language)


def feed_of(collection) -> Feed:
    """Its newest articles, by their summaries: links within the texts themselves are not for every reader."""
    entries = [
        FeedEntry(
            path=_article(row.id),
            title=row.title,
            summary=describe(row.summary, row.beginning),
            language=row.language,
            author=row.author_name,
            published=row.published_at,
            updated=row.updated_at,
        )
        for row in queries.newest_in(collection.id)
    ]
    return Feed(
        path=_feed(collection.id),
        about=_collection(collection.id),
        title=collection.title,
        subtitle=collection.summary,
        language=collection.language,
        since=collection.created_at,
        entries=entries,
    )


def describe(summary: str, beginning: str) -> str:
    """An article in a sentence or two: its summary, else its first words."""
    return excerpt(summary or plain_text(beginning), LONGEST)


def _languages(article, *, is_pair_public: bool) -> dict[str, str]:
    if not (article.pair_id and is_pair_public):
        return {}
    return {article.language: _article(article.id), article.pair_language: _article(article.pair_id)}


def _entries(rows) -> list[Entry]:
    found = {
        row.id: Entry(_article(row.id), row.updated_at, _languages(row, is_pair_public=True)) for row in rows
    }  # by id: a row for each pair
    return list(found.values())


def _article(article_id: int) -> str:
    return f"/articles/{article_id}"


def _collection(collection_id: int) -> str:
    return f"/collections/{collection_id}"


def _feed(collection_id: int) -> str:
    return f"{_collection(collection_id)}/feed.atom"


ARTICLES = Kind(name="articles", path="/knowledge", folder="/articles/", rows=queries.public_articles, entries=_entries)
COLLECTIONS = Kind(
    name="collections",
    path="/knowledge",
    folder="/collections/",
    rows=queries.public_collections,
    entries=lambda rows: [Entry(_collection(row.id), row.updated_at) for row in rows],
)
