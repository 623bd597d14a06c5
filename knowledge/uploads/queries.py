"""The SELECT about where a file of an article still stands."""

from sqlalchemy import or_, select

from knowledge.models import Article, ArticleRevision
from lms.database import db


def is_shown(article: Article, key: str) -> bool:
    """Whether the draft or the published text of an article of the collection still shows this file."""
    address = f"/files/{key}/"
    statement = (
        select(Article.id)
        .outerjoin(ArticleRevision, ArticleRevision.id == Article.revision_id)
        .where(
            Article.collection_id == article.collection_id,
            or_(
                Article.draft_body.contains(address, autoescape=True),
                ArticleRevision.body.contains(address, autoescape=True),
            ),
        )
        .limit(1)
    )
    return db.session.scalar(statement) is not None
