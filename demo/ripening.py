"""Seeds the articles that came of an answer, with the words of those who said yes."""

from datetime import timedelta

from courses.passages.actions import propose
from demo.reading import load
from demo.talking import Talk
from discussions.consent import actions as consenting
from discussions.consent.models import Consent, Proposal
from discussions.consent.queries import preview_of
from discussions.models import Post
from discussions.proposing.actions import decline, propose_article
from discussions.ripening.actions import ripen
from knowledge.actions import publish_article, save_draft
from knowledge.models import ArticleRevision, Collection
from lms.database import db


def seed_ripened(talk: Talk) -> None:
    for entry in load("knowledge/ripened.yaml"):
        _seed_article(talk, entry)
    db.session.flush()
    for entry in load("knowledge/passages.yaml"):
        _seed_passage(talk, entry)
    for entry in load("knowledge/article_proposals.yaml"):
        _seed_article_proposal(talk, entry)


def _seed_article_proposal(talk: Talk, entry: dict) -> None:
    days_ago, by = talk.clock.days_ago, talk.people[entry["by"]]
    proposal = propose_article(talk.topics[entry["topic"]], entry["about"], by=by, at=days_ago(entry["days_ago"]))
    if answer := entry.get("declined"):
        editor, at = talk.people[answer["by"]], days_ago(answer["days_ago"])
        decline(proposal, answer["reason"], version=proposal.version, by=editor, at=at)


def _seed_passage(talk: Talk, entry: dict) -> None:
    article = talk.articles[entry["article"]]
    if entry["words"].strip() not in db.session.get_one(ArticleRevision, article.revision_id).body:
        raise ValueError(f"{entry['article']} does not say: {entry['words']}")
    course = talk.courses[entry["course"]].course
    words = {"words": entry["words"], "why": entry["why"]}
    propose(article, course, **words, by=talk.people[entry["by"]], at=talk.clock.days_ago(entry["days_ago"]))


def _seed_article(talk: Talk, entry: dict) -> None:
    topic, editor = talk.topics[entry["topic"]], talk.people[entry["by"]]
    asked = talk.clock.days_ago(entry["asked_days_ago"])
    posts = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id).order_by(Post.number)).all()
    collection = db.session.scalars(db.select(Collection).filter_by(title=entry["collection"])).one()
    words = {"title": entry["title"], "language": entry["language"]}
    quoted = [post for post in posts if post.number in entry["answers"]]
    article = ripen(
        topic, [post.id for post in quoted], cohort=None, collection=collection, by=editor, at=asked, **words
    )
    proposal = db.session.scalars(db.select(Proposal).filter_by(article_id=article.id)).one()
    for place, post in enumerate(quoted):
        consent = db.session.scalars(db.select(Consent).filter_by(proposal_id=proposal.id, post_id=post.id)).one()
        at = talk.clock.days_ago(entry["answered_days_ago"]) + timedelta(hours=place)
        consenting.answer(consent, entry["answers"][post.number], seal=preview_of(post, None).seal, at=at)
    save_draft(
        article,
        title=entry["title"],
        summary=entry["summary"],
        body=entry["body"],
        version=article.draft_version,
        by=editor,
    )
    publish_article(article, by=editor, at=talk.clock.days_ago(entry["published_days_ago"]))
