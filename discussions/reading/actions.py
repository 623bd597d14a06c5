"""Every write about reading: how far somebody is, and what they have done with."""

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, case, func, literal, select, update

from discussions.models import Topic
from discussions.reading import queries
from discussions.reading.models import ReadingState
from lms.database import UtcDateTime, db, insert, now
from lms.notifications import actions as notifications
from lms.notifications.actions import EPOCH, mark_thread_done, mark_threads_done
from lms.writing import write


def mark_read(viewer, topic, number: int, *, at: datetime | None = None, opened: datetime | None = None) -> None:
    """The person has seen the topic up to this post; it never moves back.

    `opened` is when the page that tells so was made: since then the person may have marked it unread by hand."""
    _move(viewer.id, topic.id, min(number, topic.last_number), at or now(), opened)
    mark_thread_done(viewer.id, f"topic:{topic.id}", but=queries.things_after(topic.id, number))


def mark_all_read(viewer, space) -> int:
    """Everything said in a space until now counts as read; gives back what `put_back` undoes it with."""
    unread = queries.unread_in_space(viewer, space.id)
    topic_ids = db.session.scalars(unread.with_only_columns(Topic.id)).all()
    if not topic_ids and (before := queries.marked_in_space(viewer, space.id)):
        return _mark_of(before)  # pressed again
    mark = mark_threads_done(viewer.id, [f"topic:{topic_id}" for topic_id in topic_ids])
    moment = EPOCH + timedelta(microseconds=mark)
    # Whoever marks them did not look at each of them just now.
    seen_at, set_at = (literal(at, ReadingState.seen_at.type) for at in (moment - queries.HERE, moment))
    columns = [literal(viewer.id), Topic.id, Topic.newest_number, seen_at, set_at, literal(0)]
    rows = insert(ReadingState).from_select(
        ["user_id", "topic_id", "last_read", "seen_at", "set_at", "set_from"],
        select(*columns).where(Topic.id.in_(topic_ids)),
    )
    taken_over = {name: rows.excluded[name] for name in ("last_read", "seen_at", "set_at")}
    db.session.execute(
        rows.on_conflict_do_update(
            index_elements=["user_id", "topic_id"], set_={**taken_over, "set_from": ReadingState.last_read}
        )
    )
    return mark


def mark_unread(viewer, topic, number: int) -> int:
    """This post and what follows counts as new again; gives back what `put_back` undoes it with."""
    moment = now()
    moved = db.session.execute(
        update(ReadingState)
        .where(ReadingState.user_id == viewer.id, ReadingState.topic_id == topic.id, ReadingState.last_read >= number)
        .values(last_read=number - 1, set_at=moment, set_from=ReadingState.last_read)
        .execution_options(synchronize_session=False)
    )
    before = queries.marked_in_topic(viewer, topic.id) if moved.rowcount == 0 else None  # pressed again
    return _mark_of(before or moment)


def _mark_of(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


def put_back(viewer, mark: int) -> None:
    """Undo one marking, in the topics where the person has not read on since."""
    try:
        moment = EPOCH + timedelta(microseconds=mark)
    except OverflowError:
        return
    db.session.execute(
        update(ReadingState)
        .where(ReadingState.user_id == viewer.id, ReadingState.set_at == moment)
        .values(last_read=ReadingState.set_from, set_at=None, set_from=None)
        .execution_options(synchronize_session=False)
    )
    notifications.put_back(viewer.id, mark)


def note_own_post(author, topic_id: int, number: int, *, seen: int | None, at: datetime) -> None:
    """Who replies from the middle of a topic still has the rest to read."""
    knows_all = seen is None or seen >= number - 1
    _move(author.id, topic_id, number if knows_all else seen, at)


def _move(user_id: int, topic_id: int, number: int, at: datetime, opened: datetime | None = None) -> None:
    write(_moved, user_id=user_id, topic_id=topic_id, last_read=max(number, 0), seen_at=at, opened=opened or now())


def _moved(insert):
    row = insert(ReadingState.__table__)
    opened = bindparam("opened", type_=UtcDateTime())
    is_outdated = and_(ReadingState.set_from > ReadingState.last_read, ReadingState.set_at > opened)
    goes_on = and_(row.excluded.last_read > ReadingState.last_read, func.coalesce(is_outdated, False).is_(False))
    return row.on_conflict_do_update(
        index_elements=["user_id", "topic_id"],
        set_={
            "last_read": case((goes_on, row.excluded.last_read), else_=ReadingState.last_read),
            "seen_at": row.excluded.seen_at,
            "set_at": case((goes_on, None), else_=ReadingState.set_at),
        },
    )
