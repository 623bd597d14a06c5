"""Every SELECT of those who write articles: what they find, drafts and archive included, and what readers miss."""

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import contains_eager

from knowledge.models import Article, ArticleRevision, ArticleVote, Collection
from knowledge.policies import can_keep_knowledge
from knowledge.queries import IS_READ, IS_SHARED, collections_visible_to
from knowledge.reviews.models import ArticleReview
from knowledge.scheduling.models import ArticleSchedule
from lms.access import Audience, Viewer, visible
from lms.database import db
from lms.people.models import User

MOST = 200
IS_MISSING = (ArticleVote.helped.is_(False), ArticleVote.missing != "", ArticleVote.dealt_at.is_(None))
DIFFERS = or_(
    Article.revision_id.is_(None),
    Article.draft_title != Article.title,
    Article.draft_summary != Article.summary,
    Article.draft_body != ArticleRevision.body,
)


def articles_found_by(viewer: Viewer) -> Select:
    """Writers know every article of the collections they write in, readers those they read; each with its collection."""
    return (
        select(Article)
        .join(Article.collection)
        .options(contains_eager(Article.collection))
        .where(visible(Article.audience_id, viewer), or_(and_(*IS_READ), is_written_by(viewer)))
    )


def is_written_by(viewer: Viewer):
    """The same as policies.can_write, as a filter."""
    is_own = Collection.owner_id == (viewer.id or 0)
    return or_(IS_SHARED, is_own) if can_keep_knowledge(viewer) else is_own


def find_article(viewer: Viewer, article_id: int) -> Article | None:
    return db.session.scalars(articles_found_by(viewer).where(Article.id == article_id)).one_or_none()


def differs(article: Article) -> bool:
    """Whether the draft says something readers have not seen."""
    return bool(db.session.scalar(_with_revision(select(DIFFERS)).where(Article.id == article.id)))


def find_work_in(collection_id: int):
    """What readers of a collection do not see: drafts, changes not published, and the archive."""
    statement = (
        _work()
        .where(Article.collection_id == collection_id, or_(DIFFERS, Article.archived_at.is_not(None)))
        .order_by(Article.draft_saved_at.desc(), Article.id)
        .limit(MOST)
    )
    return db.session.execute(statement).all()


def find_drafts_of(viewer: Viewer, limit: int):
    """What this person wrote last and nobody has read yet."""
    statement = (
        _work()
        .join(Collection, Collection.id == Article.collection_id)
        .add_columns(Collection.title.label("collection_title"))
        .where(
            Article.draft_by == viewer.id,
            Article.archived_at.is_(None),
            visible(Article.audience_id, viewer),
            is_written_by(viewer),
            DIFFERS,
        )
        .order_by(Article.draft_saved_at.desc(), Article.id)
        .limit(limit)
    )
    return db.session.execute(statement).all()


def find_own_work(viewer: Viewer):
    """The stories of this person's own that readers do not see as they stand: drafts, changes, and what was withdrawn."""
    statement = (
        _work()
        .join(Collection, Collection.id == Article.collection_id)
        .where(Collection.is_personal, Collection.owner_id == viewer.id, visible(Article.audience_id, viewer))
        .where(or_(DIFFERS, Article.archived_at.is_not(None)))
        .order_by(Article.draft_saved_at.desc(), Article.id)
        .limit(MOST)
    )
    return db.session.execute(statement).all()


def collections_written_by(viewer: Viewer) -> list[tuple[Collection, str]]:
    """The collections a person writes in, each with the kind of its readers."""
    statement = collections_visible_to(viewer).where(is_written_by(viewer))
    statement = statement.join(Audience, Audience.id == Collection.audience_id).add_columns(Audience.kind)
    return [(row[0], row[1]) for row in db.session.execute(statement.order_by(Collection.position, Collection.id))]


def find_misses(viewer: Viewer, limit: int):
    """What readers looked for and did not find, and nobody dealt with yet, in collections this person writes in."""
    statement = (
        select(
            ArticleVote.id,
            ArticleVote.missing,
            ArticleVote.at,
            Article.id.label("article_id"),
            Article.title,
            Article.language,
            Collection.openness,
            User.id.label("reader_id"),
            User.name.label("reader_name"),
            (ArticleVote.revision_id != Article.revision_id).label("is_earlier"),
        )
        .join(Article, Article.id == ArticleVote.article_id)
        .join(Collection, Collection.id == Article.collection_id)
        .join(User, User.id == ArticleVote.user_id)
        .where(*IS_MISSING, visible(Article.audience_id, viewer))
        .where(is_written_by(viewer), *IS_READ)
        .order_by(ArticleVote.at.desc(), ArticleVote.id.desc())
        .limit(limit)
    )
    return db.session.execute(statement).all()


def find_misses_of(article: Article):
    """What readers looked for in this article and nobody dealt with yet, newest first."""
    is_earlier = ArticleVote.revision_id != article.revision_id
    statement = (
        select(
            ArticleVote.id,
            ArticleVote.missing,
            ArticleVote.at,
            User.name.label("reader_name"),
            is_earlier.label("is_earlier"),
        )
        .join(User, User.id == ArticleVote.user_id)
        .where(ArticleVote.article_id == article.id, *IS_MISSING)
        .order_by(ArticleVote.at.desc(), ArticleVote.id.desc())
        .limit(MOST)
    )
    return db.session.execute(statement).all()


def find_miss(article: Article, miss_id: int) -> ArticleVote | None:
    found = select(ArticleVote).where(ArticleVote.id == miss_id, ArticleVote.article_id == article.id)
    return db.session.scalars(found.where(ArticleVote.helped.is_(False), ArticleVote.missing != "")).one_or_none()


def find_pair(article: Article) -> Article | None:
    """The same article in another language, published or not."""
    statement = select(Article).where(or_(Article.id == article.pair_id, Article.pair_id == article.id))
    return db.session.scalars(statement.order_by(Article.id).limit(1)).one_or_none()


def find_possible_pairs(article: Article):
    """(id, title) of the articles of the collection in other languages that have no pair yet."""
    statement = (
        select(Article.id, Article.draft_title)
        .where(
            Article.collection_id == article.collection_id,
            Article.language != article.language,
            Article.pair_id.is_(None),
            Article.archived_at.is_(None),
        )
        .order_by(Article.draft_title, Article.id)
        .limit(MOST)
    )
    return db.session.execute(statement).all()


def _work() -> Select:
    return _with_revision(
        select(
            Article.id,
            Article.draft_title,
            Article.language,
            Article.draft_saved_at,
            Article.published_at,
            Article.archived_at,
            User.name.label("author_name"),
            exists().where(ArticleReview.article_id == Article.id, ArticleReview.ending == "").label("is_in_review"),
            exists().where(ArticleSchedule.article_id == Article.id, ArticleSchedule.ending == "").label("is_planned"),
        )
    ).outerjoin(User, User.id == Article.draft_by)


def _with_revision(statement: Select) -> Select:
    return statement.select_from(Article).outerjoin(ArticleRevision, ArticleRevision.id == Article.revision_id)
