"""Every write about anchors: making one for a reply, and following a passage when its text changes, quote and all."""

from sqlalchemy import select

from discussions.anchors.models import PostAnchor
from discussions.anchors.places import Place
from discussions.asking.actions import reattach_found
from discussions.models import Post, Topic
from lms.database import db
from lms.markup import Block, find_anchor


def anchor_post(post: Post, place: Place, key: str) -> None:
    """A reply is about this passage."""
    about = {"lesson_id" if place.kind == "question" else f"{place.kind}_id": place.id}
    if place.kind == "question":
        about["question_id"] = int(key[1:])
    key, quote = (key, place.quote(key)) if place.keeps_quotes else ("", "")
    passage = {"anchor_key": key, "anchor_quote": quote, "anchor_language": place.language}
    db.session.add(PostAnchor(post_id=post.id, **about, **passage))
    db.session.flush()


def reattach_to_lesson(lesson_id: int, language: str, blocks: list) -> None:
    """The text of a lesson in one language changed; what is said beside its other languages stays where it is."""
    _reattach(blocks, lesson_id=lesson_id, anchor_language=language)
    reattach_found(blocks, found_kind="lesson", found_id=lesson_id, anchor_language=language)


def reattach_to_article(article_id: int, blocks: list) -> None:
    _reattach(blocks, article_id=article_id)
    reattach_found(blocks, found_kind="article", found_id=article_id)


def _reattach(blocks: list, **about) -> None:
    """Find the passage of each conversation and reply in the new text; the quote is kept where the passage is gone."""
    found = [Block(key, text) for key, text in blocks]
    for table in (Topic, PostAnchor):
        for row in db.session.scalars(select(table).filter_by(**about).where(table.anchor_key != "")).all():
            key = find_anchor(found, row.anchor_key, row.anchor_quote)
            row.anchor_lost = key is None
            row.anchor_key = key or row.anchor_key
    db.session.flush()
