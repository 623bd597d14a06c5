"""Making an article of an answer: a draft with a place for each quote, and a question to each writer."""

from datetime import datetime

from flask_babel import force_locale, gettext
from sqlalchemy import select

from discussions.consent.actions import propose
from discussions.consent.models import Consent
from discussions.models import Post, Topic
from discussions.proposing.actions import follow_article
from knowledge.actions import create_article
from knowledge.models import Article, Collection
from knowledge.quotes.actions import make_place_for
from knowledge.quotes.marks import mark_of
from lms.database import db
from lms.revisions import drafts


def ripen(
    topic: Topic, post_ids, *, cohort, collection: Collection, title: str, language: str, by, at: datetime | None = None
) -> Article:
    """The draft holds none of their words: each writer is asked, and what they say yes to appears in its place."""
    article = create_article(collection, title=title, language=language, body="", by=by)
    readers = collection.audience_id
    proposal = propose(
        topic, post_ids, kind="article", cohort=cohort, audience_id=readers, article_id=article.id, by=by, at=at
    )
    asked = select(Consent.position, Post).join(Post, Post.id == Consent.post_id)
    rows = db.session.execute(asked.where(Consent.proposal_id == proposal.id).order_by(Consent.position)).all()
    for number, _post in rows:
        make_place_for(article, number, audience_id=readers)
    follow_article(topic, article, by=by, at=at)
    with force_locale(language):
        body = _first_draft(topic, rows)
    return drafts.replace(article, {"title": title, "body": body}, by=by)


def _first_draft(topic: Topic, rows) -> str:
    """The question, its answer, and what else was said, each under a heading."""
    parts = {gettext("The question"): [], gettext("The answer"): [], gettext("What others say"): []}
    question, answer, others = parts.values()
    for number, post in rows:
        place = question if post.is_opening else answer if post.id == topic.accepted_post_id else others
        place.append(mark_of(number))
    return "\n\n".join("\n\n".join([f"## {heading}", *marks]) for heading, marks in parts.items() if marks) + "\n"
