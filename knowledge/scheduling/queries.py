"""Every SELECT about scheduled publications."""

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import aliased

from knowledge.models import Article, ArticleRevision, Collection
from knowledge.reviews.models import ArticleReview
from knowledge.scheduling.models import ArticleSchedule
from lms.database import db
from lms.people.models import User


def find_open(article_id: int) -> ArticleSchedule | None:
    """The publication that waits, as it stands now."""
    waiting = select(ArticleSchedule).filter_by(article_id=article_id, ending="")
    return db.session.scalars(waiting, execution_options={"populate_existing": True}).one_or_none()


def find_last(article_id: int):
    """What was planned last, with the name of who planned it; None when nothing ever was."""
    last = select(
        ArticleSchedule.due_at, ArticleSchedule.why, ArticleSchedule.by, ArticleSchedule.version, ArticleSchedule.ending,
        ArticleSchedule.problem, User.name.label("name"),
    ).join(User, User.id == ArticleSchedule.by)  # fmt: skip
    return db.session.execute(
        last.where(ArticleSchedule.article_id == article_id).order_by(ArticleSchedule.id.desc()).limit(1)
    ).one_or_none()


def get_schedule(schedule_id: int) -> ArticleSchedule:
    return db.session.get_one(ArticleSchedule, schedule_id, populate_existing=True)


def get_article(article_id: int) -> Article:
    return db.session.get_one(Article, article_id)


def get_collection(collection_id: int) -> Collection:
    return db.session.get_one(Collection, collection_id)


def get_user(user_id: int) -> User:
    return db.session.get_one(User, user_id)


def last_verdict(article_id: int):
    """(verdict, version of the draft it is about) of who read the draft last; None when nobody answered."""
    answered = select(ArticleReview.ending, ArticleReview.version).where(
        ArticleReview.article_id == article_id, ArticleReview.ending.in_(("approved", "changes"))
    )
    return db.session.execute(answered.order_by(ArticleReview.id.desc()).limit(1)).one_or_none()


def still_so(schedule_ids) -> set[int]:
    """Of these the plans of which the outcome still holds: what was published is there, and what was refused was neither
    planned again nor published since."""
    later, plan = aliased(ArticleSchedule), ArticleSchedule
    is_planned_again = exists().where(later.article_id == plan.article_id, later.id > plan.id)
    is_published_since = exists().where(
        ArticleRevision.article_id == plan.article_id, ArticleRevision.published_at >= plan.ended_at
    )
    is_there = and_(Article.published_at.is_not(None), Article.archived_at.is_(None))
    holds = or_(
        and_(plan.ending == "published", is_there),
        and_(plan.ending == "refused", ~is_planned_again, ~is_published_since),
    )
    found = select(plan.id).join(Article, Article.id == plan.article_id).where(plan.id.in_(list(schedule_ids)), holds)
    return set(db.session.scalars(found))
