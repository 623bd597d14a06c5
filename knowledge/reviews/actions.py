"""Every write about reviews: asking somebody to read a draft, their verdict, and taking it back."""

from datetime import datetime

from knowledge.models import Article
from knowledge.reviews import notices, queries
from knowledge.reviews.models import ArticleReview
from lms.database import db, now
from lms.notifications.actions import withdraw
from lms.revisions.drafts import locked


def ask(article: Article, reviewer_id: int, *, by, note: str = "", at: datetime | None = None) -> ArticleReview:
    """Ask one person to read the draft; who was asked before them no longer needs to. `at` seeds the past."""
    article = locked(article)
    end_open(article, "withdrawn")
    review = ArticleReview(
        article_id=article.id,
        reviewer_id=reviewer_id,
        asked_by=by.id,
        asked_at=at or now(),
        note=note.strip(),
        version=article.draft_version,
    )
    db.session.add(review)
    db.session.flush()
    notices.tell_asked(article, review, by=by, at=at)
    return review


def answer(article: Article, review: ArticleReview, verdict: str, *, by, words: str = "") -> None:
    """What the reviewer thinks of the draft as it stands now; nothing is published by that."""
    article = locked(article)
    _end(review, verdict)
    review.answer, review.version = words.strip(), article.draft_version
    db.session.flush()
    notices.tell_answered(article, review, by=by)


def end_open(article: Article, ending: str) -> None:
    """The draft is no longer in review, without a verdict."""
    if review := queries.find_open(article.id):
        _end(review, ending)


def _end(review: ArticleReview, ending: str) -> None:
    review.ending, review.ended_at = ending, now()
    db.session.flush()
    withdraw(notices.thing_of(review))
