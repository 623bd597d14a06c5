"""Seeds the knowledge base: collections, articles with their revisions, and who was helped."""

from demo.learning import AUDIENCES
from demo.reading import CONTENT, Clock, load, load_text
from knowledge import actions
from knowledge.collections.actions import create_collection
from knowledge.doubts.actions import report_outdated
from knowledge.models import Article, ArticleRevision
from knowledge.suggestions.actions import merge_suggestion, suggest
from knowledge.verification.actions import add_verifier, verify
from lms.database import db
from lms.people.models import User
from lms.people.queries import viewer_of


def seed_knowledge(clock: Clock, people: dict[str, User]) -> dict[str, Article]:
    """Articles by slug, the oldest first."""
    collections = {
        entry["key"]: create_collection(
            title=entry["title"],
            audience_id=AUDIENCES[entry["audience"]],
            openness=entry["openness"],
            language=entry["language"],
            owner_id=people[entry["owner"]].id,
            summary=entry["summary"],
            by=people[entry["owner"]],
        )
        for entry in load("knowledge/collections.yaml")
    }
    for entry in load("knowledge/collections.yaml"):
        for person in entry["verifiers"]:
            add_verifier(collections[entry["key"]], people[person].id, by=people[entry["owner"]])
    texts = {
        path.stem: load_text(path)
        for path in (CONTENT / "knowledge" / "articles").glob("*.md")
        if not path.stem.endswith(".earlier")
    }
    articles: dict[str, Article] = {}
    for slug, (front, body) in sorted(texts.items(), key=lambda item: -item[1][0]["published_days_ago"]):
        articles[slug] = _seed_article(clock, people, collections[front["collection"]], slug, front, body)
    for slug, (front, _body) in texts.items():
        if pair := front.get("pair"):
            articles[slug].pair_id = articles[pair].id
        _seed_votes(clock, people, articles[slug], front)
        for entry in front.get("outdated", ()):
            at = clock.days_ago(entry["days_ago"])
            report_outdated(articles[slug], by=people[entry["person"]], sentence=entry["words"], at=at)
    for entry in load("knowledge/suggestions.yaml"):
        _seed_suggestion(clock, people, articles[entry["article"]], entry)
    db.session.flush()
    return articles


def _seed_article(clock: Clock, people: dict[str, User], collection, slug: str, front: dict, body: str) -> Article:
    author = people[front["author"]]
    earlier = CONTENT / "knowledge" / "articles" / f"{slug}.earlier.md"
    first, first_body = load_text(earlier) if earlier.exists() else (front, body)
    article = actions.create_article(
        collection,
        title=first["title"],
        language=front["language"],
        body=first_body,
        summary=first["summary"],
        by=author,
    )
    actions.publish_article(article, by=author, at=clock.days_ago(first["published_days_ago"]))
    _seed_verifications(clock, people, article, front, since=front["published_days_ago"] if earlier.exists() else 0)
    if earlier.exists():
        actions.save_draft(
            article, title=front["title"], summary=front["summary"], body=body, version=article.draft_version, by=author
        )
        actions.publish_article(
            article, by=author, why=front["changed"], at=clock.days_ago(front["published_days_ago"])
        )
        _seed_verifications(clock, people, article, front, until=front["published_days_ago"])
    return article


def _seed_verifications(
    clock: Clock, people, article: Article, front: dict, *, since: int = 0, until: int = 10**6
) -> None:
    """Those of more than `since` and at most `until` days ago."""
    for entry in front.get("verified", ()):
        if since < entry["days_ago"] <= until:
            verify(
                article,
                revision_id=article.revision_id,
                days=entry.get("days", 365),
                why=entry.get("why", ""),
                by=people[entry["by"]],
                at=clock.days_ago(entry["days_ago"]),
            )


def _seed_suggestion(clock: Clock, people: dict[str, User], article: Article, entry: dict) -> None:
    base = db.session.get_one(ArticleRevision, article.revision_id)
    body = base.body
    for part in entry["replace"]:
        if part["old"] not in body:
            raise ValueError(f"{entry['article']} does not say: {part['old']}")
        body = body.replace(part["old"], part["new"], 1)
    words = {"title": base.title, "summary": base.summary, "body": body}
    made = clock.days_ago(entry["days_ago"])
    suggestion = suggest(article, words, base=base, why=entry["why"], by=people[entry["author"]], at=made)
    if days := entry.get("merged_days_ago"):
        merge_suggestion(
            suggestion, words, why=entry["changed"], version=1, revision_id=base.id, by=people[entry["by"]],
            at=clock.days_ago(days),
        )  # fmt: skip


def _seed_votes(clock: Clock, people: dict[str, User], article: Article, front: dict) -> None:
    missing = {entry["person"]: entry["words"] for entry in front.get("missing", ())}
    for helped, key in ((True, "helped"), (False, "not_helped")):
        for number, person in enumerate(front.get(key, ()), 1):
            at = clock.days_ago(min(front["published_days_ago"], 2 * number + article.id % 5))
            actions.vote(viewer_of(people[person].id), article, helped, missing=missing.get(person, ""), at=at)
