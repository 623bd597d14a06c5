"""Every SELECT about asking: what was said already, as far as the asker may see it, and where that stands."""

from dataclasses import dataclass, replace

from markupsafe import Markup
from sqlalchemy import select

from discussions.asking.likeness import has_enough_words
from discussions.asking.spots.choosing import Spot
from discussions.asking.spots.queries import KINDS, best_spots
from discussions.models import Post, Topic
from knowledge.verification.queries import trusted_among
from lms.access import Viewer, visible
from lms.database import db
from lms.markup import plain_text
from lms.people.models import User
from lms.search.queries import find_resembling
from lms.search.telling import count_shared, stems, telling_words
from lms.search.words import mark_words, passage

MOST = 5  # passages shown
LOOKED_AT = 40  # hits among which they are chosen


@dataclass(frozen=True, slots=True)
class Passage:
    """A place that may hold the answer: a lesson, a verified article, or a solved question with the words of its answer."""

    kind: str
    id: int
    title: Markup
    words: Markup
    url: str
    language: str
    name: str = ""  # of the passage, as a form sends it
    by: str = ""  # who gave the answer, or verified the article
    is_changed: bool = False  # the article says something else since it was verified


def find_passages(viewer: Viewer, sentence: str) -> list[Passage]:
    """At most five places that share the telling words of the sentence, those that share most first."""
    asked = telling_words(sentence)
    if not asked or not has_enough_words(sentence):
        return []
    hits = find_resembling(viewer, [tuple(sorted(stems(word))) for word in asked], (*KINDS, "post"), LOOKED_AT)
    answers = _answers(viewer, hits)
    trusted = trusted_among(hit.object_id for hit in hits if hit.kind == "article")
    found = {}
    for hit in hits:
        passage_of_hit = _passage(hit, answers, trusted, asked)
        if passage_of_hit is not None:
            key, text, shown = passage_of_hit
            shared = count_shared(asked, text, hit.language)
            if shared >= min(2, len(asked)) and (key not in found or found[key][0] < shared):
                found[key] = (shared, shown)
    best = [shown for _shared, shown in sorted(found.values(), key=lambda pair: pair[0], reverse=True)[:MOST]]
    languages = {(shown.kind, shown.id): shown.language for shown in best}
    spots = best_spots([hit for hit in hits if languages.get((hit.kind, hit.object_id)) == hit.language], asked)
    return [_opened(shown, spots.get((shown.kind, shown.id)), asked) for shown in best]


def _opened(shown: Passage, spot: Spot | None, asked: list[str]) -> Passage:
    """The words of the very passage, and the way there."""
    if spot is None:
        return shown
    words = passage(spot.shown, _marked(asked), spot.language)
    return replace(shown, words=words, url=spot.url, name=spot.name)


def _marked(asked: list[str]) -> list:
    return [(tuple(stems(word)), False) for word in asked]


def _answers(viewer: Viewer, hits) -> dict[int, object]:
    """Topic → its accepted answer, and the post of each answer → the same, among the hits."""
    topics = [hit.object_id for hit in hits if hit.kind == "topic" and hit.extra.get("answered")]
    posts = [hit.object_id for hit in hits if hit.kind == "post"]
    if not topics and not posts:
        return {}
    rows = db.session.execute(
        select(Topic.id, Topic.title, Topic.accepted_post_id, Post.html, User.name)
        .join(Post, Post.id == Topic.accepted_post_id)
        .join(User, User.id == Post.author_id)
        .where(
            Topic.id.in_(topics) | Topic.accepted_post_id.in_(posts),
            visible(Topic.audience_id, viewer),
            Topic.deleted_at.is_(None),
            Post.deleted_at.is_(None),
        )
    )
    answers = {}
    for row in rows:
        answers["topic", row.id] = answers["post", row.accepted_post_id] = row
    return answers


def _passage(hit, answers, trusted, asked: list[str]):
    """(what it is, its words, how it is shown) of a hit; None for a conversation that answers nothing, and for an article
    nobody vouches for at this moment."""
    if hit.kind == "article" and hit.object_id not in trusted:
        return None
    marked = _marked(asked)
    if hit.kind in ("topic", "post"):
        row = answers.get((hit.kind, hit.object_id))
        if row is None:
            return None
        text = plain_text(row.html)
        shown = Passage(
            "topic", row.id, mark_words(row.title, marked, hit.language), passage(text, marked, hit.language),
            f"/posts/{row.accepted_post_id}", hit.language, str(row.accepted_post_id), row.name,
        )  # fmt: skip
        return ("topic", row.id), f"{row.title} {text} {hit.body}", shown
    standing, by = trusted.get(hit.object_id, ("", "")) if hit.kind == "article" else ("", "")
    shown = Passage(
        hit.kind, hit.object_id, mark_words(hit.title, marked, hit.language),
        passage(hit.body, marked, hit.language), hit.url, hit.language, "", by, standing == "changed",
    )  # fmt: skip
    return (hit.kind, hit.object_id), f"{hit.title} {hit.body}", shown
