"""Every write about comments on drafts: saying something, answering, and calling it resolved or not."""

from datetime import datetime

from knowledge.models import Article
from knowledge.reviews.comments import notices
from knowledge.reviews.comments.models import DraftComment
from lms.database import db, now
from lms.markup import Block
from lms.revisions.drafts import locked

LONGEST_QUOTE = 2000


def comment(article: Article, body: str, *, by, block: Block | None = None, at: datetime | None = None) -> DraftComment:
    """Say something about the draft, or about one passage of it. `at` seeds the past."""
    said = DraftComment(
        article_id=article.id,
        author_id=by.id,
        version=article.draft_version,
        block=block.key if block else "",
        quote=block.text[:LONGEST_QUOTE] if block else "",
        body=body.strip(),
        said_at=at or now(),
    )
    return _said(said, article, by=by, at=at)


def answer(to: DraftComment, body: str, *, by, at: datetime | None = None) -> DraftComment:
    """Answer a comment; an answer to an answer stands under the same comment."""
    article = db.session.get_one(Article, to.article_id)
    said = DraftComment(
        article_id=article.id,
        parent_id=to.parent_id or to.id,
        author_id=by.id,
        version=article.draft_version,
        body=body.strip(),
        said_at=at or now(),
    )
    return _said(said, article, by=by, at=at)


def resolve(to: DraftComment, *, by) -> None:
    """Nothing needs to be done about it any more; done twice, it is once."""
    stored = locked(to)
    if stored.resolved_at is None:
        stored.resolved_at, stored.resolved_by = now(), by.id
        db.session.flush()
        notices.tell_resolved(db.session.get_one(Article, stored.article_id), stored, by=by)


def reopen(to: DraftComment) -> None:
    stored = locked(to)
    stored.resolved_at = stored.resolved_by = None
    db.session.flush()
    notices.forget_resolved(stored)


def _said(said: DraftComment, article: Article, *, by, at: datetime | None) -> DraftComment:
    db.session.add(said)
    db.session.flush()
    notices.tell(article, said, by=by, at=at)
    return said
