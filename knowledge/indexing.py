"""What search knows of articles: brought up to date by whatever changes them."""

from knowledge.contributions.finding import settle_contributions
from knowledge.models import Article, Collection
from knowledge.quotes.queries import words_found
from knowledge.verification.standing import WEIGHTS, standing_of
from lms.database import now
from lms.markup import plain_text
from lms.people.queries import name_of
from lms.search import actions as search


def settle_article(article: Article, collection: Collection) -> None:
    """An article is findable by its readers as long as it has any: published, and not put away with or in its collection."""
    settle_contributions(article)
    if article.published_at is None or article.archived_at or collection.archived_at:
        search.remove("article", article.id)
        return
    search.index(
        "article",
        article.id,
        audience_id=article.audience_id,
        title=article.title,
        body=" ".join(filter(None, (article.summary, plain_text(article.html), words_found(article)))),
        language=article.language,
        url=f"/articles/{article.id}",
        author_name=name_of(article.created_by),
        at=article.updated_at,
        extra=_place(collection) | _verification(article),
        weight=WEIGHTS[standing_of(article, now())],
    )


def _place(collection: Collection) -> dict:
    return (
        {"story": True} if collection.is_personal else {"collection": collection.title, "collection_id": collection.id}
    )


def _verification(article: Article) -> dict:
    """What a hit says of who vouches for it: computed when it is shown, for a verification runs out by itself."""
    if article.obsolete_at:
        return {"obsolete": True}
    if article.verified_until is None:
        return {}
    return {
        "verified_by": name_of(article.verified_by),
        "verified_until": article.verified_until.isoformat(),
        "changed": article.is_changed_since,
    }
