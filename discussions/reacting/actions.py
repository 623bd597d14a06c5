"""Every write about reactions and thanks."""

from datetime import datetime

from sqlalchemy import delete, update

from discussions import telling
from discussions.models import Post
from discussions.reacting.models import PostReaction, Thanks
from lms.database import db, insert, now
from lms.notifications.actions import withdraw


def thank(post: Post, by, *, sentence: str = "", at: datetime | None = None) -> bool:
    """Thank the author of a post, perhaps with a sentence; thanking twice counts once, and keeps the last sentence."""
    values = {"post_id": post.id, "user_id": by.id, "at": at or now(), "sentence": sentence.strip()}
    claim = insert(Thanks).values(values).on_conflict_do_nothing()
    thanked = db.session.scalar(claim.returning(Thanks.user_id)) is not None
    if thanked:
        _count_thanks(post, +1)
    elif sentence.strip():
        mine = update(Thanks).where(Thanks.post_id == post.id, Thanks.user_id == by.id)
        db.session.execute(mine.values(sentence=sentence.strip()))
    if at is None and (thanked or sentence.strip()):
        telling.tell_thanked(post, sentence.strip(), by=by)
    return thanked


def unthank(post: Post, by) -> bool:
    taken = delete(Thanks).where(Thanks.post_id == post.id, Thanks.user_id == by.id)
    took = db.session.execute(taken).rowcount == 1
    if took:
        _count_thanks(post, -1)
        withdraw(telling.sentence_of(post, by))
    return took


def react(post, by, kind: str, *, at: datetime | None = None) -> None:
    """Twice counts once."""
    row = insert(PostReaction).values(post_id=post.id, kind=kind, user_id=by.id, at=at or now())
    db.session.execute(row.on_conflict_do_nothing())


def take_back_reaction(post, by, kind: str) -> None:
    db.session.execute(
        delete(PostReaction).where(
            PostReaction.post_id == post.id, PostReaction.kind == kind, PostReaction.user_id == by.id
        )
    )


def _count_thanks(post: Post, step: int) -> None:
    db.session.execute(update(Post).where(Post.id == post.id).values(thanks_count=Post.thanks_count + step))
