"""Seeds the knowledge base: collections, articles with their revisions, and who was helped."""

from demo.learning import AUDIENCES
from demo.reading import CONTENT, Clock, load, load_text
from knowledge import actions
from knowledge.collections.actions import create_collection
from knowledge.contributions.actions import contribute, mark_useful
from knowledge.doubts.actions import report_outdated
from knowledge.links.rendering import render_article
from knowledge.models import Article, ArticleRevision
from knowledge.reviews.actions import ask as ask_review
from knowledge.reviews.comments.actions import answer, comment
from knowledge.scheduling.actions import schedule
from knowledge.suggestions.actions import merge_suggestion, suggest
from knowledge.suggestions.copies.actions import keep_copy
from knowledge.verification.actions import add_verifier, verify
from lms.database import db
from lms.people.models import User
from lms.people.queries import viewer_of


def seed_knowledge(clock: Clock, people: dict[str, User]) -> dict[str, Article]:
    """Articles by slug, the oldest first."""
    collections = {}
    for entry in load("knowledge/collections.yaml"):  # what others stand in comes before them
        collections[entry["key"]] = create_collection(
            title=entry["title"],
            audience_id=AUDIENCES[entry["audience"]],
            openness=entry["openness"],
            language=entry["language"],
            owner_id=people[entry["owner"]].id,
            summary=entry["summary"],
            parent_id=collections[entry["in"]].id if "in" in entry else None,
            by=people[entry["owner"]],
        )
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
    for entry in load("knowledge/planned.yaml"):
        _seed_planned(clock, people, collections[entry["collection"]], entry)
    for entry in load("knowledge/suggestions.yaml"):
        _seed_suggestion(clock, people, articles[entry["article"]], entry)
    for entry in load("knowledge/contributions.yaml"):
        at = clock.days_ago(entry["days_ago"])
        words = {"kind": entry["kind"], "body": entry["body"]}
        contribution = contribute(articles[entry["article"]], **words, by=people[entry["author"]], at=at)
        for person in entry.get("useful", ()):
            mark_useful(contribution, by=people[person])
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


def _seed_planned(clock: Clock, people: dict[str, User], collection, entry: dict) -> None:
    """A draft that publishes itself some days after the demo was made."""
    author = people[entry["author"]]
    article = actions.create_article(
        collection, title=entry["title"], summary=entry["summary"], language=entry["language"], body=entry["body"],
        by=author,
    )  # fmt: skip
    schedule(article, clock.days_ago(-entry["in_days"]), by=author)
    if review := entry.get("review"):
        _seed_review(clock, people, article, review, by=author)


def _seed_review(clock: Clock, people: dict[str, User], article: Article, entry: dict, *, by: User) -> None:
    """Somebody reads the draft, and says something about passages that begin with `about`."""
    reviewer = people[entry["reviewer"]]
    ask_review(article, reviewer.id, by=by, note=entry["note"], at=clock.days_ago(entry["days_ago"]))
    blocks = render_article(article, article.draft_body).blocks
    for said in entry["comments"]:
        block = next(block for block in blocks if said["about"] in block.text) if said["about"] else None
        at = clock.days_ago(said["days_ago"])
        made = comment(article, said["words"], by=people[said["by"]], block=block, at=at)
        if said.get("answer"):
            answer(made, said["answer"], by=by, at=at)


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
    if entry.get("unsent"):
        keep_copy(article, {**words, "why": entry["why"]}, base=base, version=0, key="", by=people[entry["author"]])
        return
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
