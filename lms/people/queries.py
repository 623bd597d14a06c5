"""Every SELECT about people; the first one is run on every signed-in page."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import String, bindparam, cast, exists, func, select

from lms.access import PUBLIC, AudienceMember, Viewer, audiences_of, holds
from lms.admin.models import Academy
from lms.database import UtcDateTime, db, now
from lms.notifications.models import Notification
from lms.people.models import RoleGrant, Session, User
from lms.reading import read


def academy_columns():
    """What every page shows of the academy."""
    return [
        getattr(Academy, name).label(f"academy_{name}")
        for name in (
            "name", "locale", "timezone", "logo_key", "brand_version", "is_demo", "set_up_at", "allows_join_requests",
            "shows_meter", "video_hosts",
        )
    ]  # fmt: skip


def _signed_in_statement():
    moment = bindparam("moment", type_=UtcDateTime)
    audiences = (
        select(func.aggregate_strings(cast(AudienceMember.audience_id, String), ","))
        .where(AudienceMember.user_id == User.id, holds(moment))
        .scalar_subquery()
    )
    roles = select(func.aggregate_strings(RoleGrant.role, ",")).where(RoleGrant.user_id == User.id).scalar_subquery()
    may_read = (
        exists()
        .where(
            AudienceMember.user_id == User.id,
            AudienceMember.audience_id == Notification.audience_id,
            holds(moment),
        )
        .correlate(User, Notification)
    )
    unread = (
        select(func.count(func.distinct(Notification.thread)))
        .where(
            Notification.user_id == User.id,
            Notification.done_at.is_(None),
            (Notification.audience_id == PUBLIC) | may_read,
        )
        .correlate(User)
        .scalar_subquery()
    )
    return (
        select(
            Session.id.label("session_id"),
            User.id,
            User.name,
            User.email,
            User.locale,
            User.timezone,
            User.theme,
            User.shortcuts,
            User.photo_key,
            User.created_at,
            User.last_seen_at,
            audiences.label("audiences"),
            roles.label("roles"),
            unread.label("unread"),
            *academy_columns(),
        )
        .select_from(Session)
        .join(User, User.id == Session.user_id)
        .join(Academy, Academy.id == 1)
        .where(Session.token_hash == bindparam("token_hash"), Session.expires_at > moment, User.is_active)
    )


# Built once: building it anew for every page took longer than running it.
SIGNED_IN = _signed_in_statement()
ACADEMY = select(*academy_columns()).where(Academy.id == 1)


def find_signed_in(token: str):
    """(viewer, academy row) of the session with this token, in one statement; None when there is none."""
    row = read(SIGNED_IN, moment=now(), token_hash=token_hash(token)).one_or_none()
    return None if row is None else (_viewer(row), row)


def get_academy_row():
    """What a guest's page shows of the academy."""
    return read(ACADEMY).one_or_none()


def viewer_of(user_id: int) -> Viewer:
    """The person as jobs and tests need them: with audiences and roles, without a session."""
    user = db.session.get_one(User, user_id)
    roles = db.session.scalars(select(RoleGrant.role).where(RoleGrant.user_id == user_id))
    return Viewer(
        id=user.id,
        name=user.name,
        email=user.email,
        locale=user.locale,
        timezone=user.timezone,
        theme=user.theme,
        shortcuts=user.shortcuts,
        photo_url=photo_url(user.photo_key),
        member_since=user.created_at,
        audiences=audiences_of(user_id),
        roles=frozenset(roles),
    )


@dataclass(frozen=True, slots=True)
class Face:
    """What is shown of a person beside their name."""

    id: int | None
    name: str | None
    photo_url: str | None = None
    is_here: bool = False

    @classmethod
    def of(cls, id: int | None, name: str | None, photo_key: str | None, *, is_here: bool = False) -> "Face":
        return cls(id, name, photo_url(photo_key), is_here)


def face_of(person) -> Face:
    """The face of a row with id, name and photo_key."""
    return Face.of(person.id, person.name, person.photo_key)


def name_of(user_id: int | None) -> str:
    """What somebody is called; empty for nobody."""
    return db.session.scalar(select(User.name).where(User.id == user_id)) or "" if user_id else ""


def photo_url(key: str | None) -> str | None:
    return f"/files/{key}/face" if key else None


def token_hash(token: str) -> str:
    """What is kept of a secret: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def _viewer(row) -> Viewer:
    return Viewer(
        id=row.id,
        name=row.name,
        email=row.email,
        locale=row.locale,
        timezone=row.timezone,
        theme=row.theme,
        shortcuts=row.shortcuts,
        photo_url=photo_url(row.photo_key),
        session_id=row.session_id,
        unread=row.unread,
        member_since=row.created_at,
        last_seen_at=row.last_seen_at,
        audiences=frozenset(map(int, row.audiences.split(","))) | {PUBLIC} if row.audiences else frozenset({PUBLIC}),
        roles=frozenset(row.roles.split(",")) if row.roles else frozenset(),
    )
