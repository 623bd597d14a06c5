"""The one write of moving: an article in another collection."""

from knowledge import indexing
from knowledge.contributions.finding import move_contributions
from knowledge.links.titles import tell_texts
from knowledge.models import Article, Collection
from knowledge.moving import queries
from knowledge.uploads.files import ARTICLE_FILES
from lms.admin.audit import audit
from lms.database import db
from lms.revisions.drafts import locked
from lms.search.actions import change_audience


class CannotMove(Exception):
    """Somebody else moved the article since the page was opened, or one of the two collections went to the archive."""


def move_article(article: Article, collection_id: int, *, former_id: int, by) -> Article:
    """The article stands in another collection, where its readers are those of that collection; its address stays.

    Earlier texts keep who read them: new readers do not find those in the history."""
    article, place = locked(article), queries.get_place(collection_id)
    if article.collection_id == place.id:
        return article
    if article.collection_id != former_id or place.archived_at:
        raise CannotMove
    former = db.session.get_one(Collection, former_id)
    if former.archived_at:
        raise CannotMove
    if article.owner_id == former.owner_id:
        article.owner_id = place.owner_id
    article.collection_id, article.audience_id = place.id, place.audience_id
    db.session.flush()
    change_audience("article", [article.id], place.audience_id)
    indexing.settle_article(article, place)
    ARTICLE_FILES.settle_of([article.id])
    if place.audience_id != former.audience_id:
        move_contributions([article], by=by)
        tell_texts([article])
    audit(
        "article moved", actor=by, object_kind="article", object_id=article.id, audience_id=place.audience_id,
        former=former_id, collection=place.id,
    )  # fmt: skip
    return article
