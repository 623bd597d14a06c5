"""What an article shows of its verification, computed anew from its history."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from knowledge.models import Article, ArticleRevision
from knowledge.verification.models import Verification
from lms.database import db

SHOWN = ("verified_revision_id", "verified_by", "verified_at", "verified_until", "is_changed_since", "obsolete_at")


@dataclass
class Shown:
    """The columns of an article that its history decides."""

    verified_revision_id: int | None = None
    verified_by: int | None = None
    verified_at: datetime | None = None
    verified_until: datetime | None = None
    is_changed_since: bool = False
    obsolete_at: datetime | None = None


def shown_by_history(article_id: int) -> Shown:
    """From its verifications in their order and the words of its revisions alone."""
    shown = Shown()
    history = select(Verification).filter_by(article_id=article_id).order_by(Verification.id)
    for event in db.session.scalars(history):
        if event.kind == "verified":
            shown = Shown(event.revision_id, event.by, event.at, event.until)
        elif event.kind == "obsolete":
            shown.obsolete_at = event.at
        else:
            shown.obsolete_at = None
    if shown.verified_revision_id:
        words = select(ArticleRevision.title, ArticleRevision.summary, ArticleRevision.body)
        published = words.where(
            ArticleRevision.article_id == article_id, ArticleRevision.published_at.is_not(None)
        ).order_by(ArticleRevision.number.desc())
        verified = words.where(ArticleRevision.id == shown.verified_revision_id)
        shown.is_changed_since = db.session.execute(published.limit(1)).one() != db.session.execute(verified).one()
    return shown


def recount_verifications() -> int:
    """Put right every article that shows something else than its history says; how many did."""
    wrong = 0
    touched = select(Verification.article_id).distinct()
    for article in db.session.scalars(select(Article).where(Article.id.in_(touched)).order_by(Article.id)):
        shown = shown_by_history(article.id)
        if any(getattr(article, name) != getattr(shown, name) for name in SHOWN):
            wrong += 1
            for name in SHOWN:
                setattr(article, name, getattr(shown, name))
    db.session.flush()
    return wrong
