"""Every SELECT about verification: who may, what was said of an article, and how the articles of a list stand."""

from sqlalchemy import exists, func, or_, select

from knowledge.models import Article, ArticleRevision, Collection
from knowledge.queries import articles_visible_to
from knowledge.verification.models import Verification, Verifier
from knowledge.verification.standing import TRUSTED, standing_of
from lms.access import PUBLIC, Viewer, belongs
from lms.database import db, now
from lms.people.models import User


def find_article(viewer: Viewer, article_id: int) -> Article | None:
    return db.session.scalars(articles_visible_to(viewer).where(Article.id == article_id)).one_or_none()


def verifies(viewer: Viewer, collection_id: int) -> bool:
    """Whether this person is among the verifiers of a collection."""
    if viewer.is_anonymous:
        return False
    named = exists().where(Verifier.collection_id == collection_id, Verifier.user_id == viewer.id)
    return bool(db.session.scalar(select(named)))


def verifiers_of(collection: Collection):
    """id, name and since when, by name."""
    return db.session.execute(
        select(User.id, User.name, User.is_active, Verifier.added_at)
        .join(Verifier, Verifier.user_id == User.id)
        .where(Verifier.collection_id == collection.id)
        .order_by(func.lower(User.name), User.id)
    ).all()


def readers_called(collection: Collection, words: str) -> list:
    """(id, name) of people who read the collection and are called so, or have this address."""
    words = words.strip().lower()
    reads = User.is_active if collection.audience_id == PUBLIC else belongs(User.id, collection.audience_id)
    statement = select(User.id, User.name).where(
        User.is_active, reads, or_(func.lower(User.name) == words, func.lower(User.email) == words)
    )
    return list(db.session.execute(statement.order_by(User.id).limit(5)))


def history_of(article: Article):
    """What was said of an article, newest first, each with its person and the number of the text it is about."""
    return db.session.execute(
        select(
            Verification.kind,
            Verification.at,
            Verification.until,
            Verification.why,
            Verification.revision_id,
            ArticleRevision.number,
            User.name.label("by_name"),
        )
        .join(ArticleRevision, ArticleRevision.id == Verification.revision_id)
        .outerjoin(User, User.id == Verification.by)
        .where(Verification.article_id == article.id)
        .order_by(Verification.id.desc())
        .limit(200)
    ).all()


def trusted_among(article_ids) -> dict[int, tuple[str, str]]:
    """Article → (standing, name of who verified it), of those somebody vouches for at this moment."""
    ids = list(article_ids)
    if not ids:
        return {}
    rows = db.session.execute(
        select(
            Article.id,
            Article.obsolete_at,
            Article.verified_until,
            Article.is_changed_since,
            User.name.label("by_name"),
        )
        .join(User, User.id == Article.verified_by)
        .where(Article.id.in_(ids))
    )
    moment = now()
    standings = {row.id: (standing_of(row, moment), row.by_name) for row in rows}
    return {article_id: found for article_id, found in standings.items() if found[0] in TRUSTED}


def verified_by_whom(article_id: int) -> set[int]:
    """Everybody who ever vouched for a text of the article."""
    said = select(Verification.by).where(Verification.article_id == article_id, Verification.kind == "verified")
    return {user_id for user_id in db.session.scalars(said.distinct()) if user_id}
