"""Every write about held answers: holding one back, sending it, throwing it away."""

from sqlalchemy import delete, update

from discussions.anchors.actions import anchor_post
from discussions.anchors.models import PostAnchor
from discussions.anchors.places import Place, find_passage
from discussions.answering.held.models import HeldAnswer
from discussions.answering.held.queries import held_of
from discussions.mentions import write
from discussions.models import Post, Topic
from discussions.moderation.queries import leaders_of
from discussions.posts.actions import reply
from lms.database import db
from lms.drafts.actions import forget_draft
from lms.markup import Block, find_anchor
from lms.people.models import User
from lms.people.queries import viewer_of


def hold_answer(topic: Topic, *, author, body: str, place: Place | None = None, key: str = "") -> HeldAnswer:
    """Keep an answer back until the peers had their time; with a `key` it is about this passage of a place."""
    held = HeldAnswer(topic_id=topic.id, author_id=author.id, body=body, html=write(body, topic.audience_id).html)
    if place and key:
        held.about, held.about_quote = place.name_of(key), place.quote(key) if place.keeps_quotes else ""
    db.session.add(held)
    db.session.flush()
    forget_draft(author, f"topic:{topic.id}")
    return held


def send_held(topic: Topic, held: HeldAnswer) -> Post | None:
    """Say it now, as if it had just been written; None when it was said or thrown away a moment ago."""
    author = db.session.get_one(User, held.author_id)
    taken = delete(HeldAnswer).where(HeldAnswer.id == held.id)
    taken = taken.returning(HeldAnswer.body, HeldAnswer.about, HeldAnswer.about_quote)
    row = db.session.execute(taken.execution_options(synchronize_session=False)).one_or_none()
    db.session.expunge(held)
    if row is None:
        return None
    post = reply(topic, author=author, body=row.body, seen=0)
    if row.about:
        _anchor(topic, post, row.about, row.about_quote)
    return post


def drop_held(held: HeldAnswer) -> None:
    """Throw it away; nobody read it but who leads."""
    db.session.execute(delete(HeldAnswer).where(HeldAnswer.id == held.id))


def send_first(topic: Topic) -> bool:
    """The peers had their time: the first answer that waited is said, if its author still leads. The others stay held:
    the question waits no longer, and their authors decide."""
    leaders = leaders_of(topic)
    ready = [held for held in held_of(topic.id) if held.author_id in leaders]
    return any(send_held(topic, held) is not None for held in ready)


def carry_held(from_topic_id: int, to_topic_id: int) -> None:
    """What is held for a question that was merged belongs to where it went on."""
    carried = update(HeldAnswer).where(HeldAnswer.topic_id == from_topic_id).values(topic_id=to_topic_id)
    db.session.execute(carried.execution_options(synchronize_session=False))


def _anchor(topic: Topic, post: Post, about: str, quote: str) -> None:
    """The passage may have moved since the answer was held, or be gone: the words are kept that stood there then."""
    place, key = find_passage(viewer_of(post.author_id), about, topic)
    if place is None:
        return
    held_key = about.rpartition(":")[2]
    key = key or find_anchor([Block(*block) for block in place.blocks.items()], held_key, quote) or ""
    anchor_post(post, place, key or held_key)
    anchor = db.session.get_one(PostAnchor, post.id)
    anchor.anchor_quote, anchor.anchor_lost = quote, not key
    db.session.flush()
