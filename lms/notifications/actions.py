"""Every write about notifications: telling people, marking what is done, and taking that back."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, bindparam, case, delete, exists, select, update

from lms.access import PUBLIC, AudienceMember, holds, visible
from lms.database import UtcDateTime, db, now
from lms.jobs import enqueue, enqueue_many, job
from lms.notifications import queries
from lms.notifications.models import Notification
from lms.notifications.reasons import AT_ONCE as MAILED_AT_ONCE
from lms.notifications.reasons import PERSONAL, REASONS
from lms.people.blocks.queries import has_blocked
from lms.people.models import User
from lms.writing import write_rows

AT_ONCE = 50  # more people than this are told by a job, so that nobody waits for it
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def notify(
    user_ids, reason: str, *, audience_id: int, actor, thread: str, thing: str, title: str, url: str, excerpt: str = "",
    at: datetime | None = None,
) -> int:  # fmt: skip
    """Tell people about a thing once, with the strongest reason; only who may read it, is not the actor and has not
    blocked them.

    Returns how many. `at` lets the demo seed the past: what is said to be old is not mailed."""
    return notify_each(
        dict.fromkeys(user_ids, reason), audience_id=audience_id, actor=actor, thread=thread, thing=thing, title=title,
        url=url, excerpt=excerpt, at=at,
    )  # fmt: skip


def notify_each(reasons: dict[int, str], *, actor, at: datetime | None = None, in_job: bool = False, **words) -> int:
    """The same for people who hear of one thing for different reasons: person → reason.

    A job tells a crowd itself (`in_job`): it knows that the words still stand, which another job later would not."""
    words["actor_id"] = actor.id if actor else None
    wanted = {user_id: reason for user_id, reason in reasons.items() if user_id not in (None, words["actor_id"])}
    if in_job:
        return _tell_crowd(wanted, at=at, **words)
    if len(wanted) > AT_ONCE:
        for reason in sorted(set(wanted.values())):
            crowd = sorted(user_id for user_id in wanted if wanted[user_id] == reason)
            enqueue("notify", user_ids=crowd, reason=reason, at=at.isoformat() if at else None, **words)
        return len(wanted)
    return _tell(wanted, at=at, **words) if wanted else 0


@job("notify")
def notify_many(user_ids: list[int], reason: str, at: str | None = None, **words) -> None:
    """Tell a crowd; told twice, it hears once."""
    _tell_crowd(dict.fromkeys(user_ids, reason), at=datetime.fromisoformat(at) if at else None, **words)


def mark_thread_done(
    user_id: int, thread: str, up_to_id: int | None = None, but=None, *, at: datetime | None = None
) -> int:
    """The person has seen what a thread had to say, except about the things that `but` selects.

    Like every marking it gives back what `put_back` undoes it with. `at` is for what nobody may tell the minute of."""
    which = [Notification.thread == thread]
    if up_to_id is not None:
        which.append(Notification.id <= up_to_id)
    if but is not None:
        which.append(Notification.thing.not_in(but))
    return _mark_done(user_id, *which, at=at)


def mark_threads_done(user_id: int, threads) -> int:
    """The person is done with several threads at once."""
    return _mark_done(user_id, Notification.thread.in_(list(threads)))


def mark_done(user_id: int, notification_id: int) -> int:
    """One notification is dealt with."""
    return _mark_done(user_id, Notification.id == notification_id)


def mark_all_done(viewer, show: str, up_to_id: int) -> int:
    """Everything on one tab of the inbox, and nothing that came in since it was shown."""
    threads = queries.threads_of(viewer, show)
    return _mark_done(
        viewer.id,
        Notification.id <= up_to_id,
        visible(Notification.audience_id, viewer),
        Notification.thread.in_(threads),
    )


def end_told_by(user_id: int, actor_id: int) -> int:
    """Nothing that somebody said to the person waits for them any more."""
    return _mark_done(user_id, Notification.actor_id == actor_id, Notification.reason.in_(PERSONAL))


def put_back(user_id: int, mark: int) -> int:
    """Undo one marking: what was done at that very moment is open again; how many."""
    try:
        moment = EPOCH + timedelta(microseconds=mark)
    except OverflowError:
        return 0
    return _open(user_id, Notification.done_at == moment)


def open_thread(user_id: int, thread: str) -> int:
    """A thread that was done asks for attention again."""
    return _open(user_id, Notification.thread == thread)


def withdraw(*things: str) -> None:
    """They are gone (deleted, hidden): nobody is told about them any more."""
    db.session.execute(delete(Notification).where(Notification.thing.in_(things)))


def withdraw_thread(thread: str) -> None:
    """All that a thread told is gone with it."""
    db.session.execute(delete(Notification).where(Notification.thread == thread))


def reword(thing: str, excerpt: str) -> None:
    """A thing says something else now: what people were told of it says so too, in inboxes and in mails to come."""
    db.session.execute(update(Notification).where(Notification.thing == thing).values(excerpt=excerpt))


def retitle(thread: str, title: str) -> None:
    """A thread is called otherwise."""
    db.session.execute(update(Notification).where(Notification.thread == thread).values(title=title))


def carry_thread(thread: str, *, to: str, title: str, urls=None) -> None:
    """What people were told of a thread, or of these addresses in it, belongs to another thread now."""
    which = [Notification.thread == thread]
    if urls is not None:
        which.append(Notification.url.in_(list(urls)))
    db.session.execute(update(Notification).where(*which).values(thread=to, title=title))


def change_audience(threads, audience_id: int) -> None:
    """What people were told of these threads is for other readers now."""
    which = Notification.thread.in_(list(threads))
    db.session.execute(update(Notification).where(which).values(audience_id=audience_id))


def _tell_crowd(reasons: dict[int, str], **words) -> int:
    """A few hundred at a time: no statement may name more people than an engine takes."""
    people = list(reasons)
    parts = [people[start : start + 500] for start in range(0, len(people), 500)]
    return sum(_tell({user_id: reasons[user_id] for user_id in part}, **words) for part in parts)


def _tell(reasons: dict[int, str], *, thing: str, audience_id: int, at: datetime | None, **words) -> int:
    moment = now()
    statement = _ANYBODY if audience_id == PUBLIC else _READERS
    values = {"wanted": sorted(reasons)} | ({} if audience_id == PUBLIC else {"audience_id": audience_id, "at": moment})
    readers = {
        row.id: row.mail_reasons
        for row in db.session.execute(statement, values | {"actor_id": words["actor_id"]})
        if not (row.has_blocked and reasons[row.id] in PERSONAL)
    }
    if not readers:
        return 0
    words |= {"thing": thing, "audience_id": audience_id, "created_at": at or moment}
    rows = [{"user_id": user_id, "reason": reasons[user_id], **words} for user_id in sorted(readers)]
    told = write_rows(_told, rows).all()
    knew = set(readers) - {row.user_id for row in told}
    risen = [
        row for reason in REASONS for row in _raise_reason({i for i in knew if reasons[i] == reason}, reason, thing)
    ]
    mailed = [row.id for row in (*told, *risen) if wants_mail(readers[row.user_id], reasons[row.user_id])]
    if mailed and at is None:
        enqueue_many("notification_mail", [{"notification_id": notification_id} for notification_id in mailed])
    return len(told)


def _told(insert):
    row = insert(Notification.__table__).on_conflict_do_nothing(index_elements=["user_id", "thing"])
    return row.returning(Notification.id, Notification.user_id)


# id and chosen mails of who is there, and of those who may read what an audience reads; who blocked the actor says so
_HAS_BLOCKED = has_blocked(User.id, bindparam("actor_id", type_=BigInteger)).label("has_blocked")
_ANYBODY = select(User.id, User.mail_reasons, _HAS_BLOCKED).where(
    User.id.in_(bindparam("wanted", expanding=True)), User.is_active
)
_READERS = _ANYBODY.where(
    exists().where(
        AudienceMember.user_id == User.id,
        AudienceMember.audience_id == bindparam("audience_id"),
        holds(bindparam("at", type_=UtcDateTime())),
    )
)


def _raise_reason(user_ids: set[int], reason: str, thing: str):
    """Who knew of the thing for a weaker reason hears it again for the stronger; those nobody wrote a mail to yet."""
    if not user_ids:
        return []
    rank = case({name: number for number, name in enumerate(REASONS)}, value=Notification.reason, else_=len(REASONS))
    raised = db.session.execute(
        update(Notification)
        .where(Notification.thing == thing, Notification.user_id.in_(user_ids), rank > list(REASONS).index(reason))
        .values(reason=reason, done_at=None)
        .returning(Notification.id, Notification.user_id, Notification.mailed_at)
        .execution_options(synchronize_session=False)
    )
    return [row for row in raised if row.mailed_at is None]


def wants_mail(chosen: dict | None, reason: str) -> bool:
    """Whether a mail follows, by the person's choice or by default."""
    return (chosen or {}).get(reason, REASONS[reason].mail == MAILED_AT_ONCE)


def _mark_done(user_id: int, *which, at: datetime | None = None) -> int:
    moment = at or now()
    db.session.execute(
        update(Notification)
        .where(Notification.user_id == user_id, Notification.done_at.is_(None), *which)
        .values(done_at=moment)
        .execution_options(synchronize_session=False)
    )
    return (moment - EPOCH) // timedelta(microseconds=1)


def _open(user_id: int, *which) -> int:
    opened = update(Notification).where(Notification.user_id == user_id, Notification.done_at.is_not(None), *which)
    return db.session.execute(opened.values(done_at=None)).rowcount
