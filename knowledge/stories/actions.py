"""Every write about stories; their words are written, kept and published as those of any article."""

from datetime import datetime

from sqlalchemy import delete, update

from knowledge.actions import archive_article, create_article, unarchive_article
from knowledge.models import Article, Collection
from knowledge.stories import notices, queries
from knowledge.stories.models import FeaturedStory, StoryHiding, StoryReport
from lms.admin.audit import audit
from lms.database import db, insert, now
from lms.revisions import drafts


class Moved(Exception):
    """Somebody else hid the story or showed it again since its page was opened."""


def begin_story(*, title: str, language: str, audience_id: int, by) -> Article:
    """The first draft of a story, which its writer alone reads until it is published for these readers."""
    return create_article(_own_collection(audience_id, by), title=title, language=language, body="", by=by)


def feature(article: Article, collection: Collection, *, by, at: datetime | None = None) -> None:
    """Show a story in a collection; its writer hears of it. Twice is once. `at` seeds the past."""
    values = {"collection_id": collection.id, "article_id": article.id, "by": by.id, "at": at or now()}
    done = insert(FeaturedStory).values(**values).on_conflict_do_nothing().returning(FeaturedStory.article_id)
    if db.session.execute(done).scalar() is not None and at is None:
        notices.tell_writer(article, "featured", collection.title, by=by)


def feature_no_longer(article: Article, collection: Collection) -> None:
    which = (FeaturedStory.collection_id == collection.id, FeaturedStory.article_id == article.id)
    db.session.execute(delete(FeaturedStory).where(*which))


def report(article: Article, sentence: str, *, by) -> None:
    """Somebody asks for a look at a story; a second report of theirs takes the place of the first."""
    drafts.locked(article)
    own = queries.find_own_report(by, article.id)
    if own is not None:
        own.sentence = sentence
        return
    db.session.add(StoryReport(article_id=article.id, by=by.id, sentence=sentence))
    db.session.flush()
    notices.tell_moderators(article)


def settle_reports(article: Article, *, by) -> None:
    """It was looked at, and the story stays."""
    open_ones = (StoryReport.article_id == article.id, StoryReport.settled_at.is_(None))
    db.session.execute(update(StoryReport).where(*open_ones).values(settled_at=now(), settled_by=by.id))
    audit("story looked at", actor=by, object_kind="article", object_id=article.id, audience_id=article.audience_id)


def hide(article: Article, reason: str, *, by) -> None:
    """Readers no longer find the story; its writer reads why. Moved when it is not there to be hidden."""
    stored = drafts.locked(article)
    if not stored.is_read:
        raise Moved
    archive_article(stored, by=by)
    db.session.add(StoryHiding(article_id=stored.id, by=by.id, reason=reason))
    db.session.flush()
    settle_reports(stored, by=by)
    audit("story hidden", actor=by, object_kind="article", object_id=stored.id, audience_id=stored.audience_id)
    notices.tell_writer(stored, "hidden", reason, by=by)


def show_again(article: Article, *, by) -> None:
    """Readers find the story again, and its writer hears so."""
    stored = drafts.locked(article)
    hiding = queries.find_hiding(stored.id)
    if hiding is None:
        raise Moved
    hiding.ended_at, hiding.ended_by = now(), by.id
    unarchive_article(stored, by=by)
    audit("story shown", actor=by, object_kind="article", object_id=stored.id, audience_id=stored.audience_id)
    notices.tell_writer(stored, "shown", by=by)


def _own_collection(audience_id: int, by) -> Collection:
    """Where this person's stories for these readers stand; called as they are."""
    values = {
        "audience_id": audience_id,
        "owner_id": by.id,
        "title": by.name,
        "is_personal": True,
        "openness": "discuss",
    }
    db.session.execute(insert(Collection).values(**values, created_at=now()).on_conflict_do_nothing())
    collection = queries.find_own_collection(by.id, audience_id)
    collection.title = by.name
    return collection
