"""Hiding a post until somebody who leads has looked at it, whatever the reason."""

from discussions.models import Post, Topic
from discussions.moderation import queries
from discussions.moderation.log.actions import note
from discussions.moderation.models import Review
from discussions.moderation.rules.queries import get_rules
from discussions.moderation.rules.words import found
from discussions.posts import standing
from lms.database import db, insert, now
from lms.notifications.actions import notify


def ask_review(topic: Topic, post: Post, *, held_for: str = "") -> Review:
    """There is something to look at: who leads here hears of it once."""
    claim = insert(Review).values(post_id=post.id, state="open", version=0, held_for=held_for, opened_at=now())
    db.session.execute(claim.on_conflict_do_nothing())
    review = queries.find_review(post.id, to_write=True)
    review.held_for = held_for or review.held_for
    if review.version == 0 or review.state == "decided":
        review.state, review.opened_at = "open", now()
        tell_leaders(topic, post, version=review.version)
    review.version += 1
    return review


def hold_listed(topic: Topic, post: Post, text: str, *, before: str = "") -> bool:
    """Hide a post that holds what the academy wants looked at first, unless it held so before an edit."""
    listed = get_rules().held_words
    words = found(listed, text)
    if not words or found(listed, before):
        return False
    ask_review(topic, post, held_for=words)
    hide(topic, post)
    return True


def hide(topic: Topic, post: Post) -> None:
    """Nobody but its author and who leads reads it until a decision is taken; its author is told."""
    if post.deleted_at is not None:
        return
    post.hidden_at = now()
    standing.take_away(topic, post, by=None, at=post.hidden_at)
    note("post hidden for review", topic, by=None, post=post)
    tell_author(topic, post)


def tell_leaders(topic: Topic, post: Post, *, but: int | None = None, version: int = 0) -> None:
    """Who leads, without whoever decided before unless they are the only one."""
    people = queries.leaders_of(topic) - {post.author_id}
    notify(people - {but} or people, "review", actor=None, thing=f"review:{post.id}:{version}", **_words(topic, post))


def tell_author(topic: Topic, post: Post, *, version: int = 0) -> None:
    """Each decision is news of its own; who took it stands on the page."""
    thing = f"moderated:{post.id}:{version}"
    notify([post.author_id], "moderated", actor=None, thing=thing, **_words(topic, post))


def _words(topic: Topic, post: Post) -> dict:
    """Without a word of the post: what is reported must not travel on in mails."""
    return {
        "audience_id": topic.audience_id,
        "thread": f"review:{post.id}",
        "title": topic.title,
        "url": f"/posts/{post.id}/review",
    }
