"""Every write about following: a topic, and everything in a space."""

from sqlalchemy import and_, delete, update

from discussions.following.levels import TAKING_PART
from discussions.following.models import Follow, SpaceFollow
from lms.database import db, insert
from lms.writing import write


def follow(viewer, topic, level: str) -> None:
    """The person's own choice, which nothing automatic changes."""
    row = insert(Follow).values(user_id=viewer.id, topic_id=topic.id, level=level, chosen=True)
    db.session.execute(
        row.on_conflict_do_update(index_elements=["user_id", "topic_id"], set_={"level": level, "chosen": True})
    )


def follow_by_itself(viewer, topic) -> None:
    """The person's choice for the topic ends: what they did in it counts again, and else what they chose for its space."""
    mine = (Follow.user_id == viewer.id, Follow.topic_id == topic.id)
    db.session.execute(delete(Follow).where(*mine, Follow.reason == ""))
    db.session.execute(update(Follow).where(*mine).values(level=TAKING_PART, chosen=False))


def keep_following(topic_id: int, user_id: int, reason: str) -> None:
    """Follow a topic one takes part in. A choice stays; why it would be followed without one is remembered beside it."""
    write(_kept, user_id=user_id, topic_id=topic_id, level=TAKING_PART, reason=reason, chosen=False)


def follow_no_longer(topic_id: int, user_id: int, reason: str) -> None:
    """What made the person follow the topic is taken back; a choice stays."""
    mine = (Follow.user_id == user_id, Follow.topic_id == topic_id, Follow.reason == reason)
    db.session.execute(delete(Follow).where(*mine, Follow.chosen.is_(False)))
    db.session.execute(update(Follow).where(*mine).values(reason=""))


def follow_space(viewer, space, level: str) -> None:
    """The person's own choice for everything in a space."""
    row = insert(SpaceFollow).values(user_id=viewer.id, space_id=space.id, level=level)
    db.session.execute(row.on_conflict_do_update(index_elements=["user_id", "space_id"], set_={"level": level}))


def _kept(insert):
    """Who wrote stays in, whatever else they did; the rest is only a reason where there was none."""
    row = insert(Follow.__table__)
    is_stronger = and_(Follow.reason != "wrote", row.excluded.reason == "wrote")
    return row.on_conflict_do_update(
        index_elements=["user_id", "topic_id"],
        set_={"reason": row.excluded.reason},
        where=is_stronger | (Follow.reason == ""),
    )
