"""Every SELECT about messages: with whom somebody wrote, and what both of them may read of it."""

from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select

from lms.access import visible
from lms.database import db
from lms.people.blocks.queries import has_blocked
from lms.people.messages.models import Correspondence, Message
from lms.people.models import User
from lms.people.profiles.seeing import who_is_here
from lms.people.queries import Face

PAGE = 30


@dataclass(frozen=True, slots=True)
class Other:
    """The person at the other side, and how the viewer stands to them."""

    id: int
    name: str
    photo_key: str | None
    is_active: bool
    can_be_contacted: bool
    is_blocked: bool  # by the viewer
    wrote_last: bool  # and so may be answered


def messages_visible_to(viewer):
    return select(Message).where(visible(Message.audience_id, viewer))


def find_other(viewer, user_id: int) -> Other | None:
    """Somebody the viewer may see, or has words of; None when there is nobody."""
    wrote = _words_between(viewer, *_between(viewer.id, user_id))
    found = _others(viewer, wrote).where(User.id == user_id, or_(who_is_here(viewer), wrote.correlate(None).exists()))
    row = db.session.execute(found).one_or_none()
    return row and Other(**row._asdict())


def others_among(viewer, user_ids) -> dict[int, Other]:
    """How these people stand to the viewer, for lists that offer to write to each of them."""
    pair = or_(
        and_(Correspondence.lower_id == viewer.id, Correspondence.higher_id == User.id),
        and_(Correspondence.lower_id == User.id, Correspondence.higher_id == viewer.id),
    )
    wrote = _words_between(viewer, pair).correlate(User)
    rows = db.session.execute(_others(viewer, wrote).where(User.id.in_(list(user_ids))))
    return {row.id: Other(**row._asdict()) for row in rows}


def find_correspondence(one: int, other: int) -> Correspondence | None:
    return db.session.scalars(select(Correspondence).where(*_between(one, other))).one_or_none()


def find_of(viewer, correspondence_id: int) -> Correspondence | None:
    """One of the viewer's own."""
    mine = select(Correspondence).where(visible(Correspondence.audience_id, viewer))
    return db.session.scalars(mine.where(Correspondence.id == correspondence_id)).one_or_none()


def messages_with(viewer, user_id: int, *, before: int | None = None) -> tuple[list[Message], int | None]:
    """The latest words of the two in their order, and before which number there are more."""
    statement = (
        messages_visible_to(viewer)
        .join(Correspondence, Correspondence.id == Message.correspondence_id)
        .where(*_between(viewer.id, user_id))
        .order_by(Message.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        statement = statement.where(Message.id < before)
    found = list(db.session.scalars(statement))
    shown = found[:PAGE][::-1]
    return shown, shown[0].id if len(found) > PAGE else None


def written_with(viewer, *, before: int | None = None) -> tuple[list, int | None]:
    """(face, last message) of everybody the viewer wrote with, the latest first, and before which number there are more."""
    latest = (
        select(func.max(Message.id))
        .join(Correspondence, Correspondence.id == Message.correspondence_id)
        .where(visible(Correspondence.audience_id, viewer), visible(Message.audience_id, viewer))
        .group_by(Message.correspondence_id)
    )
    statement = (
        select(Message, User.id, User.name, User.photo_key)
        .join(Correspondence, Correspondence.id == Message.correspondence_id)
        .join(User, or_(User.id == Correspondence.lower_id, User.id == Correspondence.higher_id))
        .where(Message.id.in_(latest), User.id != viewer.id)
        .order_by(Message.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        statement = statement.where(Message.id < before)
    rows = db.session.execute(statement).all()
    shown = [(Face.of(row.id, row.name, row.photo_key), row.Message) for row in rows[:PAGE]]
    return shown, shown[-1][1].id if len(rows) > PAGE else None


def _words_between(viewer, *pair):
    joined = messages_visible_to(viewer).join(Correspondence, Correspondence.id == Message.correspondence_id)
    return joined.where(*pair)


def _others(viewer, wrote):
    last = wrote.with_only_columns(Message.author_id).order_by(Message.id.desc()).limit(1).scalar_subquery()
    return select(
        User.id,
        User.name,
        User.photo_key,
        User.is_active,
        User.can_be_contacted,
        has_blocked(viewer.id, User.id).label("is_blocked"),
        func.coalesce(last == User.id, False).label("wrote_last"),
    )


def _between(one: int, other: int) -> tuple:
    return Correspondence.lower_id == min(one, other), Correspondence.higher_id == max(one, other)
