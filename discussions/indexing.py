"""What search knows of topics and replies: brought up to date by whatever changes them."""

from sqlalchemy import select

import lms.search.actions
from discussions.models import Post, Space, Topic
from discussions.polls.models import Poll
from knowledge.links.outside import follow_outside, leads_to_articles
from lms.database import db
from lms.jobs import enqueue, job
from lms.markup import plain_text
from lms.people.models import User


def index_post(topic: Topic, post: Post, text: str | None = None, author=None) -> None:
    """Make what a post says findable, or no longer when it was removed; the topic goes by its opening post."""
    if leads_to_articles(post.html):
        follow_links(topic, post)
    if post.is_opening:
        index_topic(topic, post, text, author)
    elif post.deleted_at is None:
        _index_reply(topic, post, text, author)
    else:
        lms.search.actions.remove("post", post.id)


def index_topic(topic: Topic, opening: Post | None = None, text: str | None = None, author=None) -> None:
    """Make a topic findable by its title and opening post, with its state."""
    if topic.deleted_at is not None:
        lms.search.actions.remove("topic", topic.id)
        return
    if opening is None:
        opening = db.session.scalars(select(Post).filter_by(topic_id=topic.id, number=1)).one()
    if opening.deleted_at is not None:
        text = ""
    elif text is None:
        text = plain_text(opening.html)
    if topic.kind == "poll" and opening.deleted_at is None:
        text = "\n".join((text, *db.session.get_one(Poll, topic.id).options))
    lms.search.actions.index(
        "topic",
        topic.id,
        audience_id=topic.audience_id,
        title=topic.title,
        body=text,
        language=_language(topic),
        url=f"/topics/{topic.id}",
        author_name=_name(opening, author),
        at=topic.created_at,
        extra={"kind": topic.kind, "answered": topic.is_answered, "space_id": topic.space_id},
    )


def follow_links(topic: Topic, post: Post) -> None:
    """Articles tell which conversations lead to them, by the name search has for what a post says."""
    kind, object_id = ("topic", topic.id) if post.is_opening else ("post", post.id)
    follow_outside(kind, object_id, post.html if post.deleted_at is None else "")


def retitle_replies(topic: Topic) -> None:
    """Replies are found under the title of their topic; a new one is written to them afterwards."""
    if topic.last_number > 1:
        enqueue("retitle_replies", topic_id=topic.id)


@job("retitle_replies")
def retitle_replies_of(topic_id: int) -> None:
    topic = db.session.get_one(Topic, topic_id)
    replies = select(Post).where(Post.topic_id == topic_id, Post.number > 1, Post.deleted_at.is_(None))
    for post in db.session.scalars(replies).all():
        _index_reply(topic, post)


def _index_reply(topic: Topic, post: Post, text: str | None = None, author=None) -> None:
    lms.search.actions.index(
        "post",
        post.id,
        audience_id=topic.audience_id,
        title=topic.title,
        body=plain_text(post.html) if text is None else text,
        language=_language(topic),
        url=f"/posts/{post.id}",
        author_name=_name(post, author),
        at=post.created_at,
        extra={"topic_id": topic.id, "space_id": topic.space_id},
    )


def _language(topic: Topic) -> str:
    return db.session.get_one(Space, topic.space_id).language


def _name(post: Post, author) -> str:
    """Whoever writes at this moment is known; of older posts the author is asked for."""
    return getattr(author, "name", None) or db.session.get_one(User, post.author_id).name
