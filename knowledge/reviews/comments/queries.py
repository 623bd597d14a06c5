"""Every SELECT about comments on drafts: who reads them, what was said, and who hears of it."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from knowledge.models import Article, Collection
from knowledge.reviews.comments.models import DraftComment
from knowledge.reviews.models import ArticleReview
from knowledge.reviews.queries import articles_reviewed_by, reviews_now
from lms.access import Viewer
from lms.database import db
from lms.markup import Block, find_anchor
from lms.people.models import RoleGrant, User

MOST = 500


class Thread(NamedTuple):
    """A comment with its answers, oldest first; `stands` where its passage still stands in the draft."""

    comment: object
    answers: list
    stands: bool

    @property
    def is_open(self) -> bool:
        return self.comment.resolved_at is None and self.comment.removed_at is None


def comments_visible_to(viewer: Viewer) -> Select:
    """Those about drafts this person writes or reviews; each with its article and collection."""
    articles = articles_reviewed_by(viewer).with_only_columns(Article.id)
    return select(DraftComment).where(DraftComment.article_id.in_(articles))


def threads_of(article: Article, blocks: Sequence[Block]) -> list[Thread]:
    """What was said about the drafts of an article, the oldest first, for who may read it; what was removed long ago
    keeps its place only around answers to it."""
    resolver, remover = aliased(User), aliased(User)
    rows = db.session.execute(
        select(
            DraftComment.id, DraftComment.parent_id, DraftComment.author_id, DraftComment.block, DraftComment.quote,
            DraftComment.body, DraftComment.said_at, DraftComment.edited_at, DraftComment.resolved_at,
            DraftComment.removed_at, DraftComment.removed_by, DraftComment.removal_reason, User.name.label("author_name"),
            resolver.name.label("resolver_name"), remover.name.label("remover_name"),
        )
        .join(User, User.id == DraftComment.author_id)
        .outerjoin(resolver, resolver.id == DraftComment.resolved_by)
        .outerjoin(remover, remover.id == DraftComment.removed_by)
        .where(DraftComment.article_id == article.id)
        .order_by(DraftComment.id)
        .limit(MOST)
    ).all()  # fmt: skip
    answers: dict[int, list] = {}
    for row in rows:
        if row.parent_id and row.body:
            answers.setdefault(row.parent_id, []).append(row)
    firsts = [row for row in rows if row.parent_id is None and (row.body or row.id in answers)]
    return [Thread(row, answers.get(row.id, []), _stands(row, blocks)) for row in firsts]


def count_open(article_id: int) -> int:
    """How many comments stand that nobody has called resolved."""
    is_open = (DraftComment.parent_id.is_(None), DraftComment.resolved_at.is_(None), DraftComment.removed_at.is_(None))
    return db.session.scalar(select(func.count()).where(DraftComment.article_id == article_id, *is_open))


def who_hears(comment: DraftComment) -> list:
    """(id, locale) of who takes part: the writer of the draft, who asked for the review, who reviews, and who spoke here;
    each only as long as they may read the draft."""
    article, first = comment.article_id, comment.parent_id or comment.id
    owner = (
        select(Collection.owner_id).join(Article, Article.collection_id == Collection.id).where(Article.id == article)
    )
    edits = exists().where(RoleGrant.user_id == User.id, RoleGrant.role.in_(("editor", "admin")))
    reviews = exists().where(ArticleReview.article_id == article, ArticleReview.reviewer_id == User.id, reviews_now())
    spoke = select(DraftComment.author_id).where(or_(DraftComment.id == first, DraftComment.parent_id == first))
    asked = select(ArticleReview.asked_by).where(ArticleReview.article_id == article, reviews_now())
    writer = select(Article.draft_by).where(Article.id == article)
    takes_part = or_(reviews, User.id.in_(spoke), User.id.in_(asked), User.id.in_(writer))
    reads = or_(edits, reviews, User.id == owner.scalar_subquery())
    return db.session.execute(select(User.id, User.locale).where(User.is_active, takes_part, reads)).all()


def known_to(user_id: int, comment_ids) -> set[int]:
    """Of these comments those whose draft a person still writes or reviews."""
    edits = exists().where(RoleGrant.user_id == user_id, RoleGrant.role.in_(("editor", "admin")))
    reviews = exists().where(
        ArticleReview.article_id == Article.id, ArticleReview.reviewer_id == user_id, reviews_now()
    )
    return set(
        db.session.scalars(
            select(DraftComment.id)
            .join(Article, Article.id == DraftComment.article_id)
            .join(Collection, Collection.id == Article.collection_id)
            .where(DraftComment.id.in_(list(comment_ids)), or_(Collection.owner_id == user_id, edits, reviews))
        )
    )


def _stands(row, blocks: Sequence[Block]) -> bool:
    return not row.quote or find_anchor(blocks, row.block, row.quote) is not None
