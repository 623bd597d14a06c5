"""Every SELECT about reviews: who can be asked, what was asked and answered, and what a reviewer may fetch."""

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from knowledge.models import Article, ArticleFile, ArticleRevision, Collection
from knowledge.reviews.models import VERDICTS, ArticleReview
from knowledge.verification.models import Verifier
from knowledge.writing.queries import is_written_by
from lms.access import PUBLIC, Viewer, belongs, visible
from lms.database import db
from lms.files.models import File
from lms.people.models import RoleGrant, User

MOST = 50


def articles_reviewed_by(viewer: Viewer) -> Select:
    """The articles whose draft a person may read here: those they write, and those they review."""
    return (
        select(Article)
        .join(Article.collection)
        .options(contains_eager(Article.collection))
        .where(visible(Article.audience_id, viewer), or_(is_written_by(viewer), _reviews(viewer)))
    )


def possible_reviewers(article: Article, but: int):
    """(id, name) of who writes or verifies in the collection and reads it."""
    collection = select(Collection.owner_id).where(Collection.id == article.collection_id).scalar_subquery()
    edits = exists().where(RoleGrant.user_id == User.id, RoleGrant.role == "editor")
    verifies = exists().where(Verifier.user_id == User.id, Verifier.collection_id == article.collection_id)
    reads = User.is_active if article.audience_id == PUBLIC else belongs(User.id, article.audience_id)
    return db.session.execute(
        select(User.id, User.name)
        .where(User.is_active, User.id != but, reads, or_(edits, verifies, User.id == collection))
        .order_by(func.lower(User.name), User.id)
        .limit(200)
    ).all()


def find_open(article_id: int) -> ArticleReview | None:
    return db.session.scalars(select(ArticleReview).filter_by(article_id=article_id, ending="")).one_or_none()


def reviews_of(article: Article):
    """What was asked and answered about an article, newest first."""
    asker = aliased(User)
    return db.session.execute(
        select(
            ArticleReview.id, ArticleReview.note, ArticleReview.answer, ArticleReview.ending, ArticleReview.version,
            ArticleReview.asked_at, ArticleReview.ended_at, ArticleReview.reviewer_id, User.name.label("reviewer_name"),
            asker.name.label("asker_name"),
        )
        .join(User, User.id == ArticleReview.reviewer_id)
        .join(asker, asker.id == ArticleReview.asked_by)
        .where(ArticleReview.article_id == article.id)
        .order_by(ArticleReview.id.desc())
        .limit(MOST)
    ).all()  # fmt: skip


def asked_of(viewer: Viewer):
    """The drafts this person is asked to read."""
    return db.session.execute(
        select(Article.id, Article.draft_title, Article.language, ArticleReview.asked_at, User.name.label("asker_name"))
        .join(ArticleReview, ArticleReview.article_id == Article.id)
        .join(User, User.id == ArticleReview.asked_by)
        .where(ArticleReview.reviewer_id == viewer.id, ArticleReview.ending == "", visible(Article.audience_id, viewer))
        .order_by(ArticleReview.id)
        .limit(MOST)
    ).all()


def files_in_review(viewer: Viewer) -> Select:
    """Images and files of drafts a person reviews, which else only staff fetches."""
    asked = (
        select(ArticleReview.article_id)
        .join(Article, Article.id == ArticleReview.article_id)
        .where(ArticleReview.reviewer_id == (viewer.id or 0), reviews_now(), visible(Article.audience_id, viewer))
    )
    held = select(ArticleFile.file_id).where(ArticleFile.article_id.in_(asked))
    return select(File).where(File.id.in_(held), File.deleted_at.is_(None))


def still_asked(user_id: int, article_ids) -> set[int]:
    """Of these articles those whose draft still waits for this reader, and those they asked about."""
    asked = or_(ArticleReview.reviewer_id == user_id, ArticleReview.asked_by == user_id)
    open_or_answered = or_(ArticleReview.ending == "", ArticleReview.asked_by == user_id)
    found = select(ArticleReview.article_id).where(
        ArticleReview.article_id.in_(list(article_ids)), asked, open_or_answered
    )
    return set(db.session.scalars(found))


def reviews_now():
    """Whether a review still makes its reviewer one of those who read the draft: as long as it is asked, and after their
    verdict until somebody else is asked, or what they read is published."""
    later = aliased(ArticleReview)
    is_last = ~exists().where(later.article_id == ArticleReview.article_id, later.id > ArticleReview.id)
    is_published = exists().where(
        ArticleRevision.article_id == ArticleReview.article_id, ArticleRevision.published_at >= ArticleReview.ended_at
    )
    return or_(ArticleReview.ending == "", and_(ArticleReview.ending.in_(VERDICTS), is_last, ~is_published))


def _reviews(viewer: Viewer):
    return exists().where(
        ArticleReview.article_id == Article.id, ArticleReview.reviewer_id == (viewer.id or 0), reviews_now()
    )
