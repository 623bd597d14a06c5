"""Every SELECT about notifications: one page of the inbox in a fixed number of statements, and what a mail needs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, exists, func, select

from lms.access import visible
from lms.database import db
from lms.notifications.models import Notification
from lms.notifications.reasons import REASONS, TO_DO
from lms.people.models import User
from lms.people.queries import Face

PAGE = 20  # threads

_rank = case({reason: rank for rank, reason in enumerate(REASONS)}, value=Notification.reason, else_=len(REASONS))


@dataclass(frozen=True, slots=True)
class Thread:
    """What one thread has for the reader: its strongest reason, the latest thing, and how many others spoke."""

    key: str
    newest_id: int
    reason: str
    title: str
    excerpt: str
    url: str
    at: datetime
    actor: Face
    others: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    threads: list[Thread]
    to_do: int
    following: int
    older: int | None


def notifications_visible_to(viewer):
    """A person's own notifications about what they can read at this moment."""
    return select(Notification).where(Notification.user_id == viewer.id, visible(Notification.audience_id, viewer))


def has_thread(viewer, thread: str) -> bool:
    """Whether the person was told about this thread and may still read it."""
    return db.session.scalar(select(notifications_visible_to(viewer).where(Notification.thread == thread).exists()))


def inbox_of(viewer, show: str, before: int | None) -> Inbox:
    """One page of `to_do`, `following` or `done`: three statements whatever its size."""
    groups = db.session.execute(_groups(viewer, show, before)).all()
    shown = groups[:PAGE]
    to_do, following = db.session.execute(_counts(viewer)).one()
    return Inbox(
        threads=_threads(viewer, show, shown),
        to_do=to_do,
        following=following,
        older=shown[-1].newest if len(groups) > PAGE else None,
    )


def _which(viewer, show: str):
    """The notifications a tab is about."""
    mine = (Notification.user_id == viewer.id, visible(Notification.audience_id, viewer))
    if show == "done":
        return (*mine, Notification.done_at.is_not(None))
    return (*mine, Notification.done_at.is_(None))


def _is_to_do():
    return func.min(_rank) < len(TO_DO)


def _groups(viewer, show: str, before: int | None):
    newest = func.max(Notification.id)
    statement = select(
        Notification.thread,
        newest.label("newest"),
        func.max(Notification.created_at).label("at"),
        func.count(func.distinct(Notification.actor_id)).label("actors"),
    )
    statement = _of_tab(statement.where(*_which(viewer, show)), show).order_by(newest.desc())
    if before is not None:
        statement = statement.having(newest < before)
    return statement.limit(PAGE + 1)


def threads_of(viewer, show: str):
    """The keys of all threads on a tab, as a statement."""
    return _of_tab(select(Notification.thread).where(*_which(viewer, show)), show)


def _of_tab(statement, show: str):
    statement = statement.group_by(Notification.thread)
    if show == "to_do":
        return statement.having(_is_to_do())
    return statement.having(~_is_to_do()) if show == "following" else statement


def _counts(viewer):
    threads = select(_is_to_do().label("is_to_do")).where(*_which(viewer, "to_do")).group_by(Notification.thread)
    threads = threads.subquery()
    return select(
        func.coalesce(func.sum(case((threads.c.is_to_do, 1), else_=0)), 0),
        func.coalesce(func.sum(case((threads.c.is_to_do, 0), else_=1)), 0),
    )


def _threads(viewer, show: str, groups) -> list[Thread]:
    """Of each thread the notification that says most: the strongest reason, and of those the latest."""
    if not groups:
        return []
    place = func.row_number().over(partition_by=Notification.thread, order_by=(_rank, Notification.id.desc()))
    ranked = select(Notification.id, place.label("place"))
    ranked = ranked.where(*_which(viewer, show), Notification.thread.in_([group.thread for group in groups])).subquery()
    rows = db.session.execute(
        select(
            Notification.thread, Notification.reason, Notification.title, Notification.excerpt, Notification.url,
            Notification.done_at, Notification.actor_id, User.name, User.photo_key,
        )
        .join(ranked, ranked.c.id == Notification.id)
        .outerjoin(User, User.id == Notification.actor_id)
        .where(ranked.c.place == 1)
    )  # fmt: skip
    by_thread = {row.thread: row for row in rows}
    return [_thread(group, by_thread[group.thread]) for group in groups]


def _thread(group, row) -> Thread:
    return Thread(
        key=group.thread,
        newest_id=group.newest,
        reason=row.reason,
        title=row.title,
        excerpt=row.excerpt,
        url=row.url,
        at=group.at,
        actor=Face.of(row.actor_id, row.name, row.photo_key),
        others=max(0, group.actors - 1),
        is_done=row.done_at is not None,
    )


def find_for_mail(notification_id: int):
    """(notification, its reader); None when the notification is gone."""
    return db.session.execute(
        select(Notification, User).join(User, User.id == Notification.user_id).where(Notification.id == notification_id)
    ).one_or_none()


def get_reader(user_id: int) -> User:
    return db.session.get_one(User, user_id)


def last_mailed_at(notification: Notification) -> datetime | None:
    """When the person last got a mail about this thread."""
    return db.session.scalar(
        select(func.max(Notification.mailed_at)).where(
            Notification.user_id == notification.user_id, Notification.thread == notification.thread
        )
    )


def unmailed_in_thread(notification: Notification, *, since: datetime) -> list[Notification]:
    """What nobody wrote a mail about yet, of one thread of one person, in the order it happened."""
    return list(
        db.session.scalars(
            select(Notification)
            .where(
                Notification.user_id == notification.user_id,
                Notification.thread == notification.thread,
                *_waiting(since),
            )
            .order_by(Notification.id)
        )
    )


def unmailed_of(user_id: int, *, since: datetime) -> list[Notification]:
    """The same of all threads, for a digest."""
    waiting = select(Notification).where(Notification.user_id == user_id, *_waiting(since))
    return list(db.session.scalars(waiting.order_by(Notification.id)))


def of_mail(ids: list[int]) -> list[Notification]:
    """What a mail tells of, as it is now; what was withdrawn is not among it."""
    rows = select(Notification).where(Notification.id.in_(ids)).order_by(Notification.id)
    return list(db.session.scalars(rows.execution_options(populate_existing=True)))


def things_not_mailed(user_id: int, thread: str):
    """The things of a thread a person got no mail about, as a statement."""
    of_thread = (Notification.user_id == user_id, Notification.thread == thread)
    return select(Notification.thing).where(*of_thread, Notification.mailed_at.is_(None))


def names_of_actors(notifications) -> dict[int, str]:
    ids = {notification.actor_id for notification in notifications}
    return dict(db.session.execute(select(User.id, User.name).where(User.id.in_(ids))).all())


def zones() -> list[str]:
    """The time zones people live in."""
    return list(db.session.scalars(select(User.timezone).where(User.is_active).distinct()))


def whom_to_digest(zone: str, digest: str, *, due: datetime, since: datetime) -> list[int]:
    """Who has something new to hear in the digest of this moment, and has not got it."""
    return list(
        db.session.scalars(
            select(User.id).where(
                User.is_active,
                User.timezone == zone,
                User.digest == digest,
                func.coalesce(User.digested_at, since) < due,
                exists().where(Notification.user_id == User.id, Notification.created_at < due, *_waiting(since)),
            )
        )
    )


def _waiting(since: datetime) -> tuple:
    return Notification.done_at.is_(None), Notification.mailed_at.is_(None), Notification.created_at > since
