"""Collections and articles, made and published through the actions of editors."""

from knowledge import actions
from knowledge.collections.actions import create_collection
from knowledge.contributions.actions import contribute
from knowledge.models import Article, ArticleRevision, Collection
from knowledge.stories.actions import begin_story
from knowledge.suggestions.actions import suggest
from knowledge.verification.actions import add_verifier, verify
from lms.access import ACADEMY
from lms.database import db
from lms.people.models import User


def make_collection(
    *, title="Conversations", audience_id=ACADEMY, openness="discuss", language="en", owner=None, by=None, **changes
) -> Collection:
    """A collection the academy reads; the cast's editor made it and owns it, unless told otherwise."""
    by = by or _editor()
    return create_collection(
        title=title,
        audience_id=audience_id,
        openness=openness,
        language=language,
        owner_id=(owner or by).id,
        by=by,
        **changes,
    )


def make_article(
    collection=None, *, title="Asking for consent", body="Ask before you press record.", language="en", published=True,
    by=None, **changes,
) -> Article:  # fmt: skip
    """An article its readers can open; in a new collection unless told where."""
    by = by or _editor()
    article = actions.create_article(
        collection or make_collection(), title=title, body=body, language=language, by=by, **changes
    )
    if published:
        actions.publish_article(article, by=by)
    return article


def revise_article(article: Article, body: str, *, why="", by=None, title=None):
    """An editor publishes other words for an article."""
    by = by or _editor()
    actions.save_draft(
        article,
        title=title or article.draft_title,
        summary=article.draft_summary,
        body=body,
        version=article.draft_version,
        by=by,
    )
    return actions.publish_article(article, by=by, why=why)


def verify_article(article: Article, *, by=None, days: int = 365, at=None) -> Article:
    """The cast's editor, or somebody else who is made a verifier, vouches for the text as it stands."""
    by = by or _editor()
    add_verifier(db.session.get_one(Collection, article.collection_id), by.id, by=_editor())
    verify(article, revision_id=article.revision_id, days=days, by=by, at=at)
    return article


def make_suggestion(article: Article, body: str, *, by, why="They leave sooner.", **changes):
    """Somebody suggests another body for the published text, and perhaps another title or summary."""
    words = {"title": article.title, "summary": article.summary, "body": body} | changes
    return suggest(article, words, base=db.session.get_one(ArticleRevision, article.revision_id), why=why, by=by)


def make_contribution(article: Article, body: str = "With us it took three visits.", *, by, kind="experience"):
    """Somebody adds something from their own work under an article."""
    return contribute(article, kind=kind, body=body, by=by)


def make_story(
    by, *, title="A wet Tuesday", body="We stood in the rain.", audience_id=ACADEMY, published=True
) -> Article:
    """A story its writer tells to the academy, unless told to whom."""
    story = begin_story(title=title, language="en", audience_id=audience_id, by=by)
    actions.save_draft(story, title=title, summary="", body=body, version=story.draft_version, by=by)
    if published:
        actions.publish_article(story, by=by)
    return story


def _editor() -> User:
    return db.session.scalars(db.select(User).where(User.email == "editor@test.example")).one()


def fresh(row):
    """The row as it stands in the database now."""
    return db.session.get_one(type(row), row.id, populate_existing=True)
