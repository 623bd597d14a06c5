"""Every write about flags and reviews: flagging, deciding, appealing, mending."""

from sqlalchemy import update

from discussions.models import Post
from discussions.moderation import holding, queries
from discussions.moderation.log.actions import note
from discussions.moderation.models import Flag
from discussions.moderation.rules.queries import get_rules
from discussions.posts import standing
from discussions.posts.actions import edit_post
from lms.database import db, insert, now
from lms.jobs import enqueue
from lms.notifications.actions import mark_thread_done

AGREED = {"hide": True, "mend": True, "keep": False, "ignore": None}  # what a decision says about the flags


class Stale(Exception):
    """Somebody else decided since the page was loaded."""


def flag(post: Post, *, by, reason: str, words: str = "", leads: bool = False) -> bool:
    """Ask for a look at a post, once per person. Flags that weigh enough, or one by who leads, hide it at once."""
    topic = standing.hold_topic_of(post)
    if post.deleted_at is not None:
        return False
    claim = insert(Flag).values(post_id=post.id, user_id=by.id, reason=reason, words=words.strip(), flagged_at=now())
    if db.session.scalar(claim.on_conflict_do_nothing().returning(Flag.id)) is None:
        return False
    holding.ask_review(topic, post)
    if leads or queries.open_weight(post.id) >= get_rules().hides_at:
        holding.hide(topic, post)
    return True


def decide(post: Post, decision: str, sentence: str, *, by, version: int) -> None:
    """What becomes of the post, with the reason its author and the log get; Stale when `version` is not the last one."""
    topic = standing.hold_topic_of(post)
    review = queries.find_review(post.id, to_write=True)
    if review.version != version:
        raise Stale
    moment = now()
    if decision == "hide":
        if post.deleted_at is None:
            standing.take_away(topic, post, by=by, at=moment)
        post.hidden_at, post.deleted_by = post.hidden_at or moment, by.id
    elif decision != "mend" and post.hidden_at is not None:
        standing.put_back(topic, post)
        if review.held_for and not review.decision:
            enqueue("tell_about_post", post_id=post.id)  # nobody has heard of it yet
    elif post.hidden_at is not None:
        post.deleted_by = by.id
    had_decision, was_appealed = review.decision, review.appealed_at is not None
    review.state, review.version = "decided", review.version + 1
    review.decision, review.sentence, review.decided_by, review.decided_at = decision, sentence.strip(), by.id, moment
    db.session.execute(update(Flag).where(Flag.post_id == post.id).values(agreed=AGREED[decision]))
    db.session.flush()
    note(_act(decision, had_decision), topic, by=by, post=post, reason=review.sentence)
    if decision in ("hide", "mend") or had_decision or was_appealed:
        holding.tell_author(topic, post, version=review.version)
    mark_thread_done(by.id, f"review:{post.id}")


def appeal(post: Post, words: str) -> None:
    """Its author says why the decision was wrong; until somebody has looked again nothing is thrown away."""
    topic = standing.hold_topic_of(post)
    review = queries.find_review(post.id, to_write=True)
    review.appeal, review.appealed_at = words.strip(), now()
    review.state, review.opened_at, review.version = "open", review.appealed_at, review.version + 1
    if post.hidden_at is not None:
        post.deleted_by = None
    db.session.flush()
    holding.tell_leaders(topic, post, but=review.decided_by, version=review.version)


def mend(post: Post, *, body: str, by, title: str | None = None) -> None:
    """Its author changed what they were asked to change: the post stands again, with its history."""
    standing.put_back(standing.hold_topic_of(post), post)
    edit_post(post, body=body, version=post.version, title=title, by=by)


def _act(decision: str, had_decision: str) -> str:
    if decision in ("keep", "ignore"):
        return "post put back" if had_decision in ("hide", "mend") else "post kept"
    return "post hidden" if decision == "hide" else "post to be mended"
