"""Every write about verification: vouching for a text, calling it obsolete, and naming who may."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from knowledge import indexing
from knowledge.doubts.actions import settle_all
from knowledge.models import Article, Collection
from knowledge.verification.models import Verification, Verifier
from lms.admin.audit import audit
from lms.database import db, insert, now
from lms.revisions.drafts import locked


class ChangedMeanwhile(Exception):
    """Another text was published since the page was opened: nobody vouches for words they have not seen."""


def verify(article: Article, *, revision_id: int, days: int, by, why: str = "", at: datetime | None = None) -> None:
    """The published text is right, for so many days; what was doubted about it is settled. `at` seeds the past."""
    article, moment = locked(article), at or now()
    if article.revision_id != revision_id:
        raise ChangedMeanwhile
    until = moment + timedelta(days=days)
    _note(article, "verified", by, moment, why, until=until)
    article.verified_revision_id, article.verified_by = revision_id, by.id
    article.verified_at, article.verified_until = moment, until
    article.is_changed_since, article.expired_at, article.obsolete_at = False, None, None
    _settle(article, "verified", by, moment, is_past=at is not None)


def mark_obsolete(article: Article, *, by, why: str = "", at: datetime | None = None) -> None:
    """It stays readable and says that it no longer holds; nobody is led to it any more."""
    article, moment = locked(article), at or now()
    if article.obsolete_at:
        return
    _note(article, "obsolete", by, moment, why)
    article.obsolete_at = moment
    _settle(article, "obsolete", by, moment, is_past=at is not None)
    audit("article obsolete", actor=by, object_kind="article", object_id=article.id, audience_id=article.audience_id)


def revive(article: Article, *, by, at: datetime | None = None) -> None:
    """It holds after all: what was said of it before holds again, as long as its date lasts."""
    article, moment = locked(article), at or now()
    if article.obsolete_at is None:
        return
    _note(article, "revived", by, moment)
    article.obsolete_at = article.expired_at = None
    _index(article)


def add_verifier(collection: Collection, user_id: int, *, by) -> bool:
    """From now on this person verifies articles of the collection; False when they did already."""
    row = insert(Verifier).values(
        collection_id=collection.id, user_id=user_id, added_by=by.id if by else None, added_at=now()
    )
    added = db.session.scalar(row.on_conflict_do_nothing().returning(Verifier.user_id)) is not None
    if added:
        _audit_verifier("verifier named", collection, user_id, by)
    return added


def remove_verifier(collection: Collection, user_id: int, *, by) -> bool:
    """They verify no longer; what they verified keeps their name until its date. False when they did not."""
    which = delete(Verifier).where(Verifier.collection_id == collection.id, Verifier.user_id == user_id)
    is_removed = db.session.execute(which).rowcount > 0
    if is_removed:
        _audit_verifier("verifier removed", collection, user_id, by)
    return is_removed


def set_period(collection: Collection, days: int) -> None:
    """How long the next verifications last, unless their verifier chooses otherwise."""
    collection.verified_for = days
    db.session.flush()


def _note(article: Article, kind: str, by, at: datetime, why: str = "", until: datetime | None = None) -> None:
    db.session.add(
        Verification(
            article_id=article.id,
            kind=kind,
            revision_id=article.revision_id,
            by=by.id if by else None,
            at=at,
            until=until,
            why=why.strip(),
        )
    )


def _settle(article: Article, outcome: str, by, moment: datetime, *, is_past: bool) -> None:
    settle_all(article, outcome, by=by, at=moment, is_past=is_past)
    _index(article)


def _index(article: Article) -> None:
    db.session.flush()
    indexing.settle_article(article, db.session.get_one(Collection, article.collection_id))


def _audit_verifier(action: str, collection: Collection, user_id: int, by) -> None:
    audit(
        action, actor=by, object_kind="collection", object_id=collection.id, audience_id=collection.audience_id,
        person=user_id,
    )  # fmt: skip
