"""Every write about doubts: having one, settling it, and telling who verifies when an article comes due."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select, update

from knowledge import indexing
from knowledge.doubts import notices, queries
from knowledge.doubts.models import Doubt
from knowledge.doubts.weighing import is_due, is_falling
from knowledge.links.models import ArticleLink
from knowledge.models import Article, Collection
from lms.database import db, now
from lms.jobs import every
from lms.notifications.actions import withdraw, withdraw_thread
from lms.revisions.drafts import locked


def report_outdated(article: Article, *, by, sentence: str, at: datetime | None = None) -> None:
    """A reader says what is no longer right; a second time it takes the place of the first. `at` seeds the past."""
    _doubt(article, "outdated", by=by, sentence=sentence, at=at)


def contradict(article: Article, *, by, sentence: str, post_id: int, at: datetime | None = None) -> None:
    """A member says that an accepted answer says otherwise than the article."""
    _doubt(article, "contradicted", by=by, sentence=sentence, source=("post", post_id), at=at)


def note_change(kind: str, object_id: int) -> None:
    """A lesson or article says something else: who vouched for what depends on it looks again."""
    depends = exists().where(
        ArticleLink.article_id == Article.id, ArticleLink.kind == kind, ArticleLink.object_id == object_id
    )
    vouched = select(Article).where(depends, Article.verified_at.is_not(None), Article.obsolete_at.is_(None))
    for article in db.session.scalars(vouched.order_by(Article.id)).all():
        if (kind, object_id) != ("article", article.id):
            _doubt(article, "changed", source=(kind, object_id))


def heed_votes(article: Article) -> None:
    """When clearly fewer readers say that it helped, somebody looks at it."""
    if article.verified_at and not article.obsolete_at and is_falling(*queries.votes_of(article)):
        _doubt(article, "helped")


def settle(article: Article, doubt: Doubt, *, by) -> None:
    """One doubt is dealt with; the article no longer waits when it was the last that asked for a look."""
    article, moment, was_open = locked(article), now(), doubt.settled_at is None
    doubt.settled_at, doubt.settled_by = doubt.settled_at or moment, by.id
    db.session.flush()
    if doubt.kind == "asked":
        withdraw(notices.question_thing(doubt))
    if was_open:
        notices.tell_settled(article, [doubt], "dealt with", by=by)
    if article.due_at and not article.expired_at and not is_due(queries.open_kinds(article.id)):
        _no_longer_due(article)


def settle_all(article: Article, outcome: str, *, by, at: datetime, is_past: bool = False) -> None:
    """Somebody looked at the whole article; who doubted it hears the outcome, verified or obsolete."""
    still_open = [Doubt.article_id == article.id, *queries.IS_OPEN]
    doubts = db.session.scalars(select(Doubt).where(*still_open).order_by(Doubt.id)).all()
    db.session.execute(update(Doubt).where(*still_open).values(settled_at=at, settled_by=by.id if by else None))
    _no_longer_due(article)
    notices.tell_settled(article, doubts, outcome, by=by, at=at if is_past else None)


def ask_owner(article: Article, owner_id: int | None, *, by, sentence: str) -> bool:
    """Somebody who looks at an article asks who keeps it true; False when they wait for that person's answer already, it
    cannot reach them, or nobody keeps it."""
    article = locked(article)
    if owner_id is None or queries.has_open_question(article, by.id, owner_id):
        return False
    question = Doubt(article_id=article.id, kind="asked", by=by.id, source_kind="person", source_id=owner_id)
    question.sentence = sentence.strip()
    db.session.add(question)
    db.session.flush()
    return notices.ask_owner(article, question, by=by)


def answer_question(article: Article, question: Doubt, words: str, *, by) -> bool:
    """Who keeps the article true answers, once; whoever asked hears of it. False when it was dealt with meanwhile."""
    article, question = locked(article), locked(question)
    if question.settled_at is not None:
        return False
    question.answer, question.settled_at, question.settled_by = words.strip(), now(), by.id
    db.session.flush()
    withdraw(notices.question_thing(question))
    notices.tell_asker(article, question, by=by)
    return True


@every(timedelta(minutes=10))
def notice_expired() -> None:
    """Verifications that ran out: the article goes down in search, and who verifies hears of it once."""
    for article in queries.newly_expired(now()):
        article.expired_at = now()
        db.session.flush()
        indexing.settle_article(article, db.session.get_one(Collection, article.collection_id))
        _come_due(article, "expired")


def _doubt(
    article: Article, kind: str, *, by=None, sentence: str = "", source: tuple[str, int] = ("", 0),
    at: datetime | None = None,
) -> None:  # fmt: skip
    """One open doubt of a kind, person and source: said again, it says the newer sentence."""
    article, moment = locked(article), at or now()
    values = {"source_kind": source[0], "source_id": source[1], "by": by.id if by else None}
    doubt = db.session.scalars(
        select(Doubt).filter_by(article_id=article.id, kind=kind, settled_at=None, **values).limit(1)
    ).one_or_none()
    if doubt is None:
        doubt = Doubt(article_id=article.id, kind=kind, **values)
        db.session.add(doubt)
    doubt.sentence, doubt.at = sentence.strip(), moment
    db.session.flush()
    if is_due(queries.open_kinds(article.id)):
        _come_due(article, kind, by=by, is_past=at is not None)


def _come_due(article: Article, kind: str, *, by=None, is_past: bool = False) -> None:
    """Once, until somebody has looked."""
    if article.due_at is None and article.obsolete_at is None and article.is_read:
        article.due_at = now()
        db.session.flush()
        notices.tell_due(article, kind, by=by, is_past=is_past)


def _no_longer_due(article: Article) -> None:
    article.due_at = None
    db.session.flush()
    withdraw_thread(notices.thread_of(article))
