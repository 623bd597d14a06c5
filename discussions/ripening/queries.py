"""Every SELECT about ripening: where an article can be made, what was made before, and where an article came from."""

from sqlalchemy import select

from discussions.consent.models import Consent, Proposal
from discussions.models import Post, Topic
from knowledge.models import Article
from knowledge.writing.queries import articles_found_by
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User


def opening_of(topic_id: int) -> int | None:
    """The post that asks, as long as it stands."""
    opening = (Post.topic_id == topic_id, Post.number == 1, Post.deleted_at.is_(None))
    return db.session.scalar(select(Post.id).where(*opening))


def articles_made_of(viewer: Viewer, topic_id: int) -> list[Article]:
    """What came of a conversation, as far as the viewer finds it; drafts are found by who writes them."""
    made = select(Proposal.article_id).where(Proposal.topic_id == topic_id)
    return list(db.session.scalars(articles_found_by(viewer).where(Article.id.in_(made)).order_by(Article.id.desc())))


def find_source(viewer: Viewer, article_id: int):
    """(id, title) of the conversation an article came from; None for who does not read it."""
    return db.session.execute(
        select(Topic.id, Topic.title)
        .join(Proposal, Proposal.topic_id == Topic.id)
        .where(Proposal.article_id == article_id, visible(Topic.audience_id, viewer), Topic.deleted_at.is_(None))
        .order_by(Proposal.id)
        .limit(1)
    ).one_or_none()


def writers_of_quotes(viewer: Viewer, article_id: int):
    """(position, post_id, name) of the posts an article quotes or would, for who reads where they stand."""
    return db.session.execute(
        select(Consent.position, Post.id.label("post_id"), User.name)
        .join(Proposal, Proposal.id == Consent.proposal_id)
        .join(Post, Post.id == Consent.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Consent.person_id)
        .where(Proposal.article_id == article_id, visible(Topic.audience_id, viewer))
        .where(Topic.deleted_at.is_(None), Post.deleted_at.is_(None))
        .order_by(Consent.position)
    ).all()
