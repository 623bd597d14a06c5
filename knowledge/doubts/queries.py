"""Every SELECT about doubts: those of an article, the queue of who looks at them, and who is told."""

from datetime import datetime

from sqlalchemy import Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from knowledge.doubts.models import Doubt
from knowledge.doubts.places import After
from knowledge.doubts.weighing import NEWEST
from knowledge.models import Article, ArticleVote, Collection
from knowledge.queries import IS_READ, IS_SHARED
from knowledge.verification.models import Verifier
from knowledge.writing.queries import is_written_by
from lms.access import PUBLIC, Viewer, belongs, visible
from lms.database import db, now
from lms.people.models import User
from lms.search.models import SearchDocument

MOST, PAGE = 100, 100
IS_OPEN = (Doubt.settled_at.is_(None), Doubt.kind != "asked")  # a question waits for one person alone


def open_kinds(article_id: int) -> list[str]:
    """The kinds of what is open about an article; of one reader's reports only one is open."""
    return list(db.session.scalars(select(Doubt.kind).where(Doubt.article_id == article_id, *IS_OPEN)))


def doubts_of(article: Article):
    """What is open about an article, the oldest first, with who had it and what the source is called."""
    return db.session.execute(
        _doubts().where(Doubt.article_id == article.id, *IS_OPEN).order_by(Doubt.id).limit(MOST)
    ).all()


def questions_of(article: Article, viewer: Viewer, *, looks_after: bool):
    """What was asked of who keeps the article true, the newest first: for who looks after it, and for who was asked."""
    asked = aliased(User)
    questions = (
        select(
            Doubt.id, Doubt.sentence, Doubt.answer, Doubt.at, Doubt.settled_at, User.name.label("by_name"),
            asked.name.label("asked_name"), (Doubt.source_id == (viewer.id or 0)).label("is_mine"),
        )
        .join(User, User.id == Doubt.by)
        .join(asked, asked.id == Doubt.source_id)
        .where(Doubt.article_id == article.id, Doubt.kind == "asked")
        .order_by(Doubt.id.desc())
        .limit(MOST)
    )  # fmt: skip
    return db.session.execute(questions if looks_after else questions.where(Doubt.source_id == (viewer.id or 0))).all()


def has_open_question(article: Article, user_id: int, owner_id: int) -> bool:
    """Whether this person waits for an answer of that one."""
    asked = exists().where(Doubt.article_id == article.id, Doubt.kind == "asked", Doubt.settled_at.is_(None))
    return bool(db.session.scalar(select(asked.where(Doubt.by == user_id, Doubt.source_id == owner_id))))


def find_doubt(article: Article, doubt_id: int) -> Doubt | None:
    return db.session.scalars(select(Doubt).filter_by(id=doubt_id, article_id=article.id)).one_or_none()


def find_question(article: Article, question_id: int) -> Doubt | None:
    which = select(Doubt).filter_by(id=question_id, article_id=article.id, kind="asked")
    return db.session.scalars(which).one_or_none()


def find_own_report(viewer: Viewer, article_id: int) -> str | None:
    """What this reader reported and nobody has settled yet."""
    if viewer.is_anonymous:
        return None
    own = select(Doubt.sentence).filter_by(article_id=article_id, by=viewer.id, kind="outdated", settled_at=None)
    return db.session.scalars(own.limit(1)).one_or_none()


def queue_of(viewer: Viewer, after: After | None = None):
    """A page of the articles that wait for this person, those that wait longest first; what only a reader or two reported
    last."""
    number = select(func.count()).where(Doubt.article_id == Article.id, *IS_OPEN).scalar_subquery()
    has_doubts = exists().where(Doubt.article_id == Article.id, *IS_OPEN)
    runs_out = Article.verified_until <= now()
    waits = func.coalesce(Article.due_at, Article.verified_until, Article.published_at)
    is_last = case((or_(Article.due_at.is_not(None), runs_out), 0), else_=1)
    rows = _queue_rows(viewer).add_columns(number.label("doubts"), Article.due_at)
    rows = rows.where(Article.obsolete_at.is_(None), or_(Article.due_at.is_not(None), runs_out, has_doubts))
    return _page(rows, is_last, waits, after)


def count_due(viewer: Viewer) -> int:
    due = or_(Article.due_at.is_not(None), Article.verified_until <= now())
    return db.session.scalar(
        select(func.count()).select_from(_queue_rows(viewer).where(Article.obsolete_at.is_(None), due).subquery())
    )


def never_verified(viewer: Viewer, after: After | None = None):
    """A page of published articles of this person's collections that nobody has vouched for yet, where somebody could."""
    could = exists().where(Verifier.collection_id == Article.collection_id)
    rows = _queue_rows(viewer).where(Article.verified_at.is_(None), Article.obsolete_at.is_(None), could)
    return _page(rows, literal(0), Article.published_at, after)


def looks_anywhere(viewer: Viewer) -> bool:
    """Whether this person verifies or writes in any collection they read."""
    if viewer.is_anonymous:
        return False
    own = select(Collection.id).where(
        visible(Collection.audience_id, viewer), IS_SHARED, or_(_is_verified_by(viewer), is_written_by(viewer))
    )
    return db.session.scalar(own.limit(1)) is not None


def who_looks(article: Article):
    """(id, locale) of who is told that an article comes due: its verifiers, else who keeps it or its collection."""
    verifiers = select(User.id, User.locale).join(Verifier, Verifier.user_id == User.id)
    found = db.session.execute(
        verifiers.where(Verifier.collection_id == article.collection_id, User.is_active, _reads(article))
    ).all()
    if found:
        return found
    collection_owner = select(Collection.owner_id).where(Collection.id == article.collection_id).scalar_subquery()
    return db.session.execute(
        select(User.id, User.locale).where(User.id == func.coalesce(article.owner_id, collection_owner), User.is_active)
    ).all()


def newly_expired(moment: datetime, limit: int = 200) -> list[Article]:
    """Articles whose verification ran out, and nobody has noticed."""
    return list(
        db.session.scalars(
            select(Article)
            .where(
                Article.verified_until <= moment, Article.expired_at.is_(None), Article.obsolete_at.is_(None), *IS_READ
            )
            .order_by(Article.verified_until, Article.id)
            .limit(limit)
        )
    )


def looked_at_by(user_id: int, article_ids) -> set[int]:
    """Of these articles the ones readers find and this person verifies or keeps, or was asked or asks about."""
    verifies = exists().where(Verifier.collection_id == Article.collection_id, Verifier.user_id == user_id)
    asks = exists().where(
        Doubt.article_id == Article.id, Doubt.kind == "asked", or_(Doubt.by == user_id, Doubt.source_id == user_id)
    )
    return set(
        db.session.scalars(
            select(Article.id)
            .join(Collection, Collection.id == Article.collection_id)
            .where(Article.id.in_(list(article_ids)), Article.obsolete_at.is_(None), *IS_READ)
            .where(or_(verifies, Article.owner_id == user_id, Collection.owner_id == user_id, asks))
        )
    )


def votes_of(article: Article) -> tuple[list[bool], int, int]:
    """The newest answers since somebody last looked, and how many of all before those said that it helped."""
    looked = select(func.max(Doubt.settled_at)).filter_by(article_id=article.id, kind="helped")
    since = max(filter(None, (article.verified_at, db.session.scalar(looked))), default=None)
    votes = select(ArticleVote.helped, ArticleVote.at).where(ArticleVote.article_id == article.id)
    newest = db.session.execute(
        (votes.where(ArticleVote.at > since) if since else votes)
        .order_by(ArticleVote.at.desc(), ArticleVote.id.desc())
        .limit(NEWEST)
    ).all()
    if not newest:
        return [], 0, 0
    before = select(func.count(), func.coalesce(func.sum(case((ArticleVote.helped, 1), else_=0)), 0)).where(
        ArticleVote.article_id == article.id, ArticleVote.at < newest[-1].at
    )
    answers, helped = db.session.execute(before).one()
    return [row.helped for row in newest], int(helped), answers


def _doubts() -> Select:
    """Doubts with their person, and the title of the lesson or article in the language it has."""
    titles = (
        select(func.min(SearchDocument.title))
        .where(SearchDocument.kind == Doubt.source_kind, SearchDocument.object_id == Doubt.source_id)
        .scalar_subquery()
    )
    return select(
        Doubt.id, Doubt.kind, Doubt.sentence, Doubt.source_kind, Doubt.source_id, Doubt.at, User.name.label("by_name"),
        case((Doubt.source_kind.in_(("lesson", "article")), titles), else_="").label("source_title"),
    ).outerjoin(User, User.id == Doubt.by)  # fmt: skip


def _queue_rows(viewer: Viewer) -> Select:
    verified_by = select(User.name).where(User.id == Article.verified_by).scalar_subquery()
    return (
        select(
            Article.id, Article.title, Article.language, Article.verified_at, Article.verified_until,
            Article.is_changed_since, Article.obsolete_at, Article.updated_at, verified_by.label("verifier_name"),
            Collection.title.label("collection_title"),
        )
        .join(Collection, Collection.id == Article.collection_id)
        .where(visible(Article.audience_id, viewer), *IS_READ, IS_SHARED)
        .where(or_(_is_verified_by(viewer), is_written_by(viewer)))
    )  # fmt: skip


def _page(rows: Select, is_last, waits, after: After | None) -> tuple[list, str]:
    """The rows of one page, and where the next begins; empty when it is the last."""
    if after:
        is_later = or_(waits > after.waits, and_(waits == after.waits, Article.id > after.id))
        rows = rows.where(or_(is_last > after.is_last, and_(is_last == after.is_last, is_later)))
    rows = rows.add_columns(is_last.label("is_last"), waits.label("waits"))
    found = db.session.execute(rows.order_by(is_last, waits, Article.id).limit(PAGE + 1)).all()
    return found[:PAGE], After.of(found[PAGE - 1]) if len(found) > PAGE else ""


def _is_verified_by(viewer: Viewer):
    return exists().where(Verifier.collection_id == Collection.id, Verifier.user_id == (viewer.id or 0))


def _reads(article: Article):
    return User.is_active if article.audience_id == PUBLIC else belongs(User.id, article.audience_id)
