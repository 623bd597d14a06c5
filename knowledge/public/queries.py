"""Every SELECT about articles and collections as guests find them: for sitemaps, feeds, cards, and what was withdrawn."""

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from knowledge.models import Article, ArticleRevision, Collection
from knowledge.queries import articles_visible_to
from knowledge.statements import IS_READ
from lms.access import GUEST, PUBLIC, visible
from lms.database import db
from lms.people.models import User

IN_FEED = 30  # articles, the newest first
FIRST_LETTERS = 2_000  # of the HTML of an article: enough for what is said of it where it has no summary


def public_articles() -> Select:
    """With the same article in another language, where guests read that too."""
    pair = aliased(Article)
    is_pair = and_(
        or_(pair.id == Article.pair_id, pair.pair_id == Article.id),
        pair.language != Article.language,
        visible(pair.audience_id, GUEST),
        pair.published_at.is_not(None),
        pair.archived_at.is_(None),
    )
    return (
        select(
            Article.id,
            Article.updated_at,
            Article.language,
            pair.id.label("pair_id"),
            pair.language.label("pair_language"),
        )
        .outerjoin(pair, is_pair)
        .where(visible(Article.audience_id, GUEST), *IS_READ)
    )


def public_collections() -> Select:
    """Each as new as the newest of its articles."""
    newest = (
        select(func.max(Article.updated_at))
        .where(Article.collection_id == Collection.id, visible(Article.audience_id, GUEST), *IS_READ)
        .correlate(Collection)
        .scalar_subquery()
    )
    return select(Collection.id, func.coalesce(newest, Collection.created_at).label("updated_at")).where(
        visible(Collection.audience_id, GUEST), Collection.archived_at.is_(None)
    )


def find_public_article(article_id: int):
    """Title, language and collection of an article guests read; or None."""
    statement = articles_visible_to(GUEST).where(Article.id == article_id)
    columns = (Article.id, Article.title, Article.language, Collection.title.label("collection_title"))
    return db.session.execute(statement.with_only_columns(*columns)).one_or_none()


def find_public_collection(collection_id: int) -> Collection | None:
    statement = select(Collection).where(
        Collection.id == collection_id, visible(Collection.audience_id, GUEST), Collection.archived_at.is_(None)
    )
    return db.session.scalars(statement).one_or_none()


def newest_in(collection_id: int):
    """What a feed holds of a collection."""
    statement = (
        select(
            Article.id,
            Article.title,
            Article.summary,
            func.substr(Article.html, 1, FIRST_LETTERS).label("beginning"),
            Article.language,
            Article.published_at,
            Article.updated_at,
            User.name.label("author_name"),
        )
        .outerjoin(User, User.id == Article.created_by)
        .where(Article.collection_id == collection_id, visible(Article.audience_id, GUEST), *IS_READ)
        .order_by(Article.updated_at.desc(), Article.id.desc())
        .limit(IN_FEED)
    )
    return db.session.execute(statement).all()


def was_public(article_id: int) -> bool:
    """Whether guests read an article that is in the archive now.

    What went there unread by them and came to belong to a public collection later was never theirs."""
    statement = select(Article.id).where(
        Article.id == article_id, Article.audience_id == PUBLIC, Article.archived_at.is_not(None), _WAS_READ
    )
    return db.session.scalar(statement) is not None


def collection_was_public(collection_id: int) -> bool:
    """The same of a collection: guests read one of its articles at least."""
    statement = select(Collection.id).where(
        Collection.id == collection_id,
        Collection.audience_id == PUBLIC,
        Collection.archived_at.is_not(None),
        exists().where(Article.collection_id == Collection.id, _WAS_READ),
    )
    return db.session.scalar(statement) is not None


# By guests: a revision remembers who read it when it was published.
_WAS_READ = exists().where(
    ArticleRevision.article_id == Article.id,
    ArticleRevision.audience_id == PUBLIC,
    ArticleRevision.published_at.is_not(None),
)
