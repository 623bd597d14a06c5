"""Every write about moving: to another space, in two, together. All of it happens, or nothing does."""

from sqlalchemy import select, update

from discussions.composing.actions import move_files
from discussions.models import Post, Space, Topic
from discussions.moderation.log.actions import note
from discussions.moderation.models import Review
from discussions.moving import carrying
from discussions.moving.numbers import merged
from discussions.moving.queries import places_of
from discussions.posts import standing
from discussions.renewing import show_again
from discussions.subjects.actions import carry_tags, drop_foreign_tags, tag_topic
from lms.database import db, now
from lms.notifications.actions import change_audience
from lms.search.actions import remove

ABOUT = (
    "lesson_id",
    "article_id",
    "question_id",
    "event_id",
    "anchor_key",
    "anchor_quote",
    "anchor_language",
    "anchor_lost",
)


class Refused(Exception):
    """What was to be moved changed in the meantime."""


def move_topic(topic: Topic, space: Space, *, by, reason: str) -> None:
    """The same conversation at the same address, among the topics and for the readers of another space."""
    topic = standing.hold_topic(topic.id)
    left = db.session.get_one(Space, topic.space_id)
    if topic.deleted_at is not None or topic.space_id == space.id:
        raise Refused
    note("topic moved away", topic, by=by, reason=reason, other_space_id=space.id)
    standing.count_topic(topic, -1)
    topic.space_id, topic.audience_id, topic.pinned_at = space.id, space.audience_id, None
    db.session.flush()
    standing.count_topic(topic, +1)
    drop_foreign_tags(topic)
    if left.audience_id != space.audience_id or left.language != space.language:
        carrying.index_for(topic, space.audience_id, in_another_language=left.language != space.language)
        reviewed = select(Review.post_id).join(Post, Post.id == Review.post_id).where(Post.topic_id == topic.id)
        threads = [f"topic:{topic.id}", *(f"review:{post_id}" for post_id in db.session.scalars(reviewed))]
        change_audience(threads, space.audience_id)
        move_files(topic)
        show_again(select(Post.id).where(Post.topic_id == topic.id, Post.body.contains("[[")))
    else:
        carrying.indexing.index_topic(topic)
    note("topic moved here", topic, by=by, reason=reason, other_space_id=left.id)


def split_topic(topic: Topic, post_ids: list[int], *, title: str, kind: str, by, reason: str) -> Topic:
    """Some posts become a conversation of their own, in their order; the first of them opens it."""
    topic = standing.hold_topic(topic.id)
    places, wanted = places_of(topic.id), set(post_ids)
    go = [place for place in places if place.id in wanted]
    stay = [place for place in places if place.id not in wanted]
    kept = {topic.accepted_post_id, *(place.id for place in places if place.number == 1 or not place.stands)}
    if not go or len(go) != len(wanted) or wanted & kept:
        raise Refused
    opening = db.session.get_one(Post, go[0].id)
    new = Topic(
        space_id=topic.space_id,
        audience_id=topic.audience_id,
        kind=kind,
        title=title.strip(),
        author_id=opening.author_id,
        created_at=opening.created_at,
        bumped_at=opening.created_at,
        last_number=len(go),
        reply_count=len(go) - 1,
        **{name: getattr(topic, name) for name in ABOUT},
    )
    db.session.add(new)
    db.session.flush()
    carrying.place({topic.id: stay, new.id: go})
    topic.last_number = len(stay)
    topic.reply_count -= len(go)
    standing.count_topic(new, +1)
    for part in (topic, new):
        standing.settle(part, now())
    carrying.split_reading(topic, new, stay, go)
    carrying.split_following(topic, new)
    carry_tags(topic, new)
    carrying.split_words(topic, new, go)
    remove("post", opening.id)
    carrying.index_under(new, go)
    note("topic split", topic, by=by, reason=reason, other_topic_id=new.id)
    return new


def merge_topics(topic: Topic, into: Topic, *, interleaved: bool, by, reason: str) -> None:
    """The posts of one conversation go on in another; whoever opens the old address comes there."""
    held = {topic_id: standing.hold_topic(topic_id) for topic_id in sorted((topic.id, into.id))}
    topic, into = held[topic.id], held[into.id]
    if topic.deleted_at or into.deleted_at or topic.audience_id != into.audience_id:
        raise Refused
    away, places = places_of(topic.id), places_of(into.id)
    order = merged(places, away, interleaved=interleaved)
    carrying.merge_reading(topic, into, order)
    carrying.place({into.id: order})
    carrying.merge_following(topic, into)
    carry_tags(topic, into)
    tag_topic(topic, ())
    carrying.merge_me_toos(topic, into)
    carrying.merge_words(topic, into)
    carrying.merge_occasions(topic, into)
    _take_over(topic, into)
    into.last_number = len(order)
    into.reply_count = sum(place.stands for place in order[1:])
    _leave_behind(topic, into)
    standing.settle(into, now())
    remove("topic", topic.id)
    carrying.index_under(into, away, in_another_language=_language_of(topic) != _language_of(into))
    note("topic merged away", topic, by=by, reason=reason, other_topic_id=into.id)
    if into.space_id != topic.space_id:
        note("topic merged here", into, by=by, reason=reason)


def _language_of(topic: Topic) -> str:
    return db.session.get_one(Space, topic.space_id).language


def _take_over(topic: Topic, into: Topic) -> None:
    """The answer and the passage that only the one that goes had."""
    if into.accepted_post_id is None and into.kind == "question":
        for name in ("accepted_post_id", "accepted_at", "accepted_by"):
            setattr(into, name, getattr(topic, name))
    if into.lesson_id is None and into.article_id is None and into.event_id is None:
        for name in ABOUT:
            setattr(into, name, getattr(topic, name))


def _leave_behind(topic: Topic, into: Topic) -> None:
    """What is left of the one that went: its address."""
    standing.count_topic(topic, -1)
    topic.deleted_at, topic.merged_into_id = now(), into.id
    topic.last_number = topic.newest_number = topic.reply_count = 0
    topic.last_poster_id, topic.bumped_at, topic.first_answer_at = topic.author_id, topic.created_at, None
    topic.accepted_post_id = topic.accepted_at = topic.accepted_by = topic.pinned_at = None
    db.session.flush()
    earlier = update(Topic).where(Topic.merged_into_id == topic.id).values(merged_into_id=into.id)
    db.session.execute(earlier.execution_options(synchronize_session=False))
