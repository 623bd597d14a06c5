"""Which posts of a topic stand, and everything that follows when one is taken away or put back."""

from datetime import datetime

from sqlalchemy import select, update

from discussions import indexing
from discussions.composing.actions import put_back_files, take_files
from discussions.consent.forgetting import forget_words
from discussions.consent.models import Consent
from discussions.models import Post, Space, Topic
from lms.database import db, now
from lms.notifications.actions import withdraw, withdraw_thread


def hold_topic(topic_id: int) -> Topic:
    """The topic as it is now; whoever else counts its posts waits."""
    return db.session.get_one(Topic, topic_id, with_for_update=True, populate_existing=True)


def hold_topic_of(post: Post) -> Topic:
    """The topic a post stands in, and the post as it is now; it may have gone elsewhere while we waited."""
    while True:
        topic = hold_topic(post.topic_id)
        reload_post(post)
        if post.topic_id == topic.id:
            return topic


def reload_post(post: Post) -> None:
    """The post's own columns as they are now; what was loaded around it stays."""
    db.session.refresh(post, [column.key for column in Post.__mapper__.column_attrs])


def take_away(topic: Topic, post: Post, *, by, at: datetime) -> None:
    """A line stands where the post stood; `by` is None when nobody has decided yet."""
    post.deleted_at, post.deleted_by = at, by.id if by else None
    post.was_accepted = topic.accepted_post_id == post.id
    if post.was_accepted:
        topic.accepted_post_id = None  # when and by whom stays, for the undo
    if not post.is_opening:
        topic.reply_count -= 1
    settle(topic, at)
    take_files(post, at)
    _index(topic, post)
    forget_words(Consent.post_id == post.id)
    withdraw(*(f"{kind}:{post.id}" for kind in ("post", "accepted", "thanked")))


def put_back(topic: Topic, post: Post) -> None:
    """The post stands again, as the accepted answer where it was one and no other is."""
    put_back_files(post, post.deleted_at)
    post.deleted_at = post.deleted_by = post.hidden_at = None
    if post.was_accepted and topic.accepted_post_id is None and topic.kind == "question":
        topic.accepted_post_id = post.id
    post.was_accepted = False
    if not post.is_opening:
        topic.reply_count += 1
    settle(topic, now())
    _index(topic, post)


def settle(topic: Topic, moment: datetime) -> None:
    """Bring what depends on which posts stand up to date; writing at the end of a topic needs no look at the rest."""
    db.session.flush()
    standing = select(Post).where(Post.topic_id == topic.id, Post.deleted_at.is_(None))
    newest = standing.order_by(Post.number.desc()).limit(1)
    last = db.session.execute(newest.with_only_columns(Post.number, Post.author_id, Post.created_at)).one_or_none()
    answers = standing.where(Post.number > 1, Post.author_id != topic.author_id).order_by(Post.number).limit(1)
    if last is None and topic.deleted_at is None:
        topic.deleted_at = moment
        count_topic(topic, -1)
        withdraw_thread(f"topic:{topic.id}")
    elif last is not None and topic.deleted_at is not None:
        topic.deleted_at = None
        count_topic(topic, +1)
    topic.newest_number = last.number if last else 0
    topic.last_poster_id = last.author_id if last else topic.author_id
    topic.bumped_at = last.created_at if last else topic.created_at
    topic.first_answer_at = db.session.scalar(answers.with_only_columns(Post.created_at))
    db.session.flush()


def count_topic(topic: Topic, step: int) -> None:
    """Let the space know that it has a topic more, or one less."""
    values = {"topic_count": Space.topic_count + step}
    if topic.kind == "question":
        values["question_count"] = Space.question_count + step
    db.session.execute(update(Space).where(Space.id == topic.space_id).values(**values))


def _index(topic: Topic, post: Post) -> None:
    """A reply that goes or comes back may take its topic along, or the topic's accepted answer."""
    indexing.index_post(topic, post)
    if not post.is_opening:
        indexing.index_topic(topic)
