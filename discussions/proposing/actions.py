"""Every write about proposals: proposing an answer as an article, and what becomes of that."""

from datetime import datetime

from discussions.models import Topic
from discussions.posts.standing import hold_topic
from discussions.proposing import notices, queries
from discussions.proposing.models import ArticleProposal
from knowledge.actions import create_article
from knowledge.models import Article, Collection
from lms.database import db, now
from lms.notifications.actions import withdraw
from lms.revisions import drafts


class Moved(Exception):
    """Somebody did something with the proposal since it was shown."""


def propose_article(topic: Topic, about: str, *, by, at: datetime | None = None) -> ArticleProposal | None:
    """The editors hear of it; None where one about the same conversation waits for them already."""
    topic = hold_topic(topic.id)
    if queries.open_about(topic.id):
        return None
    proposal = ArticleProposal(topic_id=topic.id, proposed_by=by.id, about=about, proposed_at=at or now())
    db.session.add(proposal)
    db.session.flush()
    notices.tell_editors(proposal, by=by, at=at)
    return proposal


def take_up(
    proposal: ArticleProposal, *, collection: Collection, title: str, language: str, version: int, by
) -> Article:
    """An empty draft, for an editor who writes about it in their own words."""
    stored = _still(proposal, version)
    article = create_article(collection, title=title, language=language, body="", by=by)
    _become(stored, article, by=by)
    return article


def follow_article(topic: Topic, article: Article, *, by, at: datetime | None = None) -> None:
    """An article was made of the conversation: what was proposed about it is taken up by that."""
    proposal = queries.open_about(topic.id)
    if proposal and drafts.locked(proposal).is_open:
        _become(proposal, article, by=by, at=at)


def decline(proposal: ArticleProposal, reason: str, *, version: int, by, at: datetime | None = None) -> None:
    """It becomes no article, for a reason its proposer reads."""
    stored = _still(proposal, version)
    stored.reason = reason
    _come_to(stored, "declined", by=by, at=at)


def take_back(proposal: ArticleProposal, *, version: int, by) -> None:
    _come_to(_still(proposal, version), "withdrawn", by=by)


def _become(proposal: ArticleProposal, article: Article, *, by, at: datetime | None = None) -> None:
    proposal.article_id = article.id
    _come_to(proposal, "taken", by=by, at=at)


def _still(proposal: ArticleProposal, version: int) -> ArticleProposal:
    stored = drafts.locked(proposal)
    if stored.version != version or not stored.is_open:
        raise Moved
    return stored


def _come_to(proposal: ArticleProposal, state: str, *, by, at: datetime | None = None) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by.id, at or now()
    proposal.version += 1
    db.session.flush()
    withdraw(notices.thing_of(proposal.id, "open"))
    if state != "withdrawn":
        notices.tell_proposer(proposal, by=by, at=at)
