"""The one rule of visibility: a row is visible when its audience is in the person's set of audiences."""

from dataclasses import dataclass, field
from datetime import datetime

from flask import abort
from sqlalchemy import ColumnElement, ForeignKey, Select, delete, exists, insert, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from lms.counting import number_of, put_right
from lms.database import Base, Id, db, now
from lms.live.announcing import announce_loss

PUBLIC, ACADEMY, STAFF = 1, 2, 3  # the three audiences every academy has; their ids are fixed
OWN = "own"  # the name of a group that holds one person, whom nobody joins
MOST_AT_ONCE = 500  # audiences named in one statement


class Audience(Base):
    """A set of people who can read the same things. `size` counts its members (not kept for public)."""

    __tablename__ = "audiences"

    id: Mapped[Id]
    kind: Mapped[str]  # public, academy, staff, course, cohort
    name: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)


class AudienceMember(Base):
    """A person in an audience; `until` is set for a visit that ends by itself."""

    __tablename__ = "audience_members"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), primary_key=True, index=True)
    until: Mapped[datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """The person a page is made for, with everything needed to decide what they see."""

    id: int | None = None
    name: str = ""
    email: str = ""
    locale: str = "en"
    timezone: str = "Europe/Amsterdam"
    theme: str = "auto"
    shortcuts: bool = True
    photo_url: str | None = None
    session_id: int | None = None
    unread: int = 0
    member_since: datetime | None = None
    last_seen_at: datetime | None = None
    audiences: frozenset[int] = frozenset({PUBLIC})
    roles: frozenset[str] = field(default_factory=frozenset)
    is_active: bool = True

    @property
    def is_authenticated(self) -> bool:
        return self.id is not None

    @property
    def is_anonymous(self) -> bool:
        return self.id is None

    @property
    def is_staff(self) -> bool:
        return bool(self.roles)

    def has_role(self, *roles: str) -> bool:
        """Whether the person holds one of these roles; an administrator holds every role but no cohort's trust."""
        return "admin" in self.roles or not self.roles.isdisjoint(roles)

    def can_see(self, audience_id: int) -> bool:
        return audience_id in self.audiences

    def get_id(self) -> str | None:
        return None if self.id is None else str(self.id)


GUEST = Viewer()


def visible(column: ColumnElement, viewer: Viewer) -> ColumnElement:
    """The filter every list, page, search, feed, mail and export goes through."""
    return column.in_(sorted(viewer.audiences))


def holds(moment) -> ColumnElement:
    """Whether a place in an audience lasts, or is a visit that is not over at that moment."""
    return AudienceMember.until.is_(None) | (AudienceMember.until > moment)


def belongs(user_id, audience_id) -> ColumnElement:
    """Whether a person is among those an audience is of; a visit is not belonging."""
    its_own = (AudienceMember.audience_id == audience_id, AudienceMember.until.is_(None))
    return exists().where(AudienceMember.user_id == user_id, *its_own)


def get_or_404(statement: Select, row_id: int):
    """The row with this id among those the statement finds; a stranger's 404 for everything else."""
    entity = statement.column_descriptions[0]["entity"]
    row = db.session.execute(statement.where(entity.id == row_id)).unique().scalar_one_or_none()
    if row is None:
        abort(404)
    return row


def require(allowed: bool) -> None:
    """403 for a person who may see the thing but not do this to it."""
    if not allowed:
        abort(403)


def found_audiences() -> None:
    """The three audiences every academy has; safe to ask for twice."""
    for audience_id, kind in ((PUBLIC, "public"), (ACADEMY, "academy"), (STAFF, "staff")):
        if db.session.get(Audience, audience_id) is None:
            db.session.add(Audience(id=audience_id, kind=kind, name="", size=0))
            db.session.flush()
    if db.engine.dialect.name == "postgresql":
        # Rows with ids of our own choice leave the sequence behind.
        db.session.execute(text("SELECT setval('audiences_id_seq', (SELECT max(id) FROM audiences))"))


def make_audience(kind: str, name: str = "") -> Audience:
    """A new, empty audience."""
    audience = Audience(kind=kind, name=name, size=0)
    db.session.add(audience)
    db.session.flush()
    return audience


def own_audience_of(user_id: int) -> int:
    """The audience that holds one person alone, for what is told to nobody else; made when it is first needed."""
    held = (
        select(Audience.id)
        .join(AudienceMember, AudienceMember.audience_id == Audience.id)
        .where(AudienceMember.user_id == user_id, Audience.kind == "group", Audience.name == OWN)
        .order_by(Audience.id)
        .limit(1)
    )
    if found := db.session.scalar(held):
        return found
    own = make_audience("group", OWN)
    grant(own.id, user_id)
    return own.id


def grant(audience_id: int, user_id: int, until: datetime | None = None) -> bool:
    """Let a person in; True when they were not in yet. A lasting place is never shortened by a visit."""
    member = db.session.get(AudienceMember, (user_id, audience_id))
    if member is not None:
        if member.until is not None and (until is None or until > member.until):
            member.until = until
            if until is None:
                _resize(audience_id, +1)
                db.session.flush()
        return False
    db.session.add(AudienceMember(user_id=user_id, audience_id=audience_id, until=until))
    if until is None:
        _resize(audience_id, +1)
    db.session.flush()
    return True


def revoke(audience_id: int, user_id: int) -> bool:
    """Take a person out; True when they were in."""
    member = db.session.get(AudienceMember, (user_id, audience_id))
    if member is None:
        return False
    if member.until is None:
        _resize(audience_id, -1)
    db.session.delete(member)
    db.session.flush()
    announce_loss(user_id)
    return True


def grant_each(audience_ids: Select, user_id: int) -> None:
    """Let a person into all the audiences a statement selects, hundreds with each statement."""
    new = select(Audience.id).where(Audience.id.in_(audience_ids), ~_is_in(user_id))
    db.session.flush()
    found = list(db.session.scalars(new))
    for start in range(0, len(found), MOST_AT_ONCE):
        some = found[start : start + MOST_AT_ONCE]
        db.session.execute(
            insert(AudienceMember), [{"user_id": user_id, "audience_id": audience_id} for audience_id in some]
        )
        db.session.execute(update(Audience).where(Audience.id.in_(some)).values(size=Audience.size + 1))


def revoke_each(audience_ids: Select, user_id: int) -> None:
    """Take a person out of all the audiences a statement selects."""
    db.session.flush()
    held = select(Audience.id).where(Audience.id.in_(audience_ids), _is_in(user_id))
    found = list(db.session.scalars(held))
    for start in range(0, len(found), MOST_AT_ONCE):
        some = found[start : start + MOST_AT_ONCE]
        theirs = (AudienceMember.user_id == user_id, AudienceMember.audience_id.in_(some))
        lasting = select(AudienceMember.audience_id).where(*theirs, AudienceMember.until.is_(None))
        db.session.execute(update(Audience).where(Audience.id.in_(lasting)).values(size=Audience.size - 1))
        db.session.execute(delete(AudienceMember).where(*theirs))
    if found:
        announce_loss(user_id)


def audiences_of(user_id: int) -> frozenset[int]:
    """The set a person has at this moment; asked again by jobs and mails at delivery."""
    rows = db.session.scalars(select(AudienceMember.audience_id).where(AudienceMember.user_id == user_id, holds(now())))
    return frozenset(rows) | {PUBLIC}


def audience_of(audience_id: int):
    """Kind, name and size, to say who can read."""
    return db.session.execute(
        select(Audience.kind, Audience.name, Audience.size).where(Audience.id == audience_id)
    ).one()


def academy_size() -> int:
    """How many people have an account, to name them before something is shown to all."""
    return audience_of(ACADEMY).size


def recount_audiences() -> int:
    """Put every `size` right; the number of audiences whose size was wrong."""
    is_member = (AudienceMember.audience_id == Audience.id, AudienceMember.until.is_(None))
    return put_right(Audience, Audience.size, number_of(AudienceMember, *is_member))


def end_visits() -> int:
    """Remove the places whose time is over; the number removed."""
    return db.session.execute(delete(AudienceMember).where(AudienceMember.until <= now())).rowcount


def _is_in(user_id: int) -> ColumnElement:
    return exists().where(AudienceMember.user_id == user_id, AudienceMember.audience_id == Audience.id)


def _resize(audience_id: int, step: int) -> None:
    db.session.execute(update(Audience).where(Audience.id == audience_id).values(size=Audience.size + step))
