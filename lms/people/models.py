"""The tables of people: accounts, sessions, tokens, roles, invitations and requests to join."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.database import Base, Id, now

ROLES = ("author", "editor", "manager", "facilitator", "admin")
PROFILE_FIELDS = (
    "headline",
    "organisation",
    "sector",
    "region",
    "languages",
    "expertise",
    "about",
    "ask_me_about",
    "looking_for",
    "email",
)
LISTS = ("languages", "expertise")  # fields that hold several words, “Dutch, Frisian”
SEEN_IN_COHORT = ("academy", "alumni", "cohort")  # choices that let the people of one's cohort see a part


def usually_seen_by(part: str) -> str:
    """Who sees a part of a profile before its owner says otherwise; an address is nobody's business."""
    return "nobody" if part == "email" else "academy"


class User(Base):
    """A person with an account. `email` is kept in lower case; `password_hash` is None until one is chosen."""

    __tablename__ = "users"

    id: Mapped[Id]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    locale: Mapped[str] = mapped_column(default="en")
    timezone: Mapped[str] = mapped_column(default="Europe/Amsterdam")
    theme: Mapped[str] = mapped_column(default="auto")
    shortcuts: Mapped[bool] = mapped_column(default=True)
    photo_key: Mapped[str | None]
    headline: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    sector: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="")
    expertise: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    about_html: Mapped[str] = mapped_column(default="")
    ask_me_about: Mapped[str] = mapped_column(default="")
    looking_for: Mapped[str] = mapped_column(default="")
    visibility: Mapped[dict] = mapped_column(JSON, default=dict)
    found_by: Mapped[str] = mapped_column(default="")  # folded words of what the academy sees of this person
    found_by_alumni: Mapped[str] = mapped_column(default="")  # folded words alumni and the same cohort see besides
    found_by_cohort: Mapped[str] = mapped_column(default="")  # folded words only people of the same cohort see
    mail_reasons: Mapped[dict] = mapped_column(JSON, default=dict)
    can_be_contacted: Mapped[bool] = mapped_column(default=True)  # whether others may write to them first
    can_be_asked: Mapped[bool] = mapped_column(default=True)  # whether others’ questions are brought to them
    digest: Mapped[str] = mapped_column(default="weekly")  # of what was not mailed at once: daily, weekly, never
    digested_at: Mapped[datetime | None]
    door: Mapped[dict] = mapped_column(JSON, default=dict)  # demo only: what the sign-in page says, per language
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    roles: Mapped[list["RoleGrant"]] = relationship(
        lazy="raise_on_sql", foreign_keys="RoleGrant.user_id", cascade="all, delete-orphan"
    )

    def visibility_of(self, field: str) -> str:
        """Who sees this field: everybody of the academy, alumni, the cohort, nobody."""
        return (self.visibility or {}).get(field, usually_seen_by(field))


class ProfileWord(Base):
    """One word of a list in somebody's profile; `key` is it without capitals and accents, by which it is found."""

    __tablename__ = "profile_words"

    field: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    word: Mapped[str]


Index("ix_users_name_lower", func.lower(User.name), User.id)


class Session(Base):
    """A signed-in browser. Only the SHA-256 of its 256-bit token is kept."""

    __tablename__ = "sessions"

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    user_agent: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")


class Token(Base):
    """A secret sent by mail, for one purpose, used once; only its SHA-256 is kept."""

    __tablename__ = "tokens"

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    purpose: Mapped[str]
    data: Mapped[dict] = mapped_column(JSON, default=dict)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RoleGrant(Base):
    """A role a person holds in the whole academy."""

    __tablename__ = "role_grants"
    __table_args__ = (UniqueConstraint("user_id", "role"),)

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    role: Mapped[str]
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    granted_at: Mapped[datetime] = mapped_column(default=now)


class Invitation(Base):
    """An invitation into the academy, bound to a mail address, valid 14 days. `then` is where acceptance leads."""

    __tablename__ = "invitations"

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(default="")
    locale: Mapped[str] = mapped_column(default="en")
    roles: Mapped[list] = mapped_column(JSON, default=list)
    then: Mapped[dict] = mapped_column(JSON, default=dict)
    token_hash: Mapped[str] = mapped_column(unique=True)
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime] = mapped_column(default=now)
    sent_times: Mapped[int] = mapped_column(default=1)
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    revoked_at: Mapped[datetime | None]

    def state(self, moment: datetime) -> str:
        """One of accepted, revoked, expired, open."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at <= moment else "open"


class JoinRequest(Base):
    """A guest who asked to join; decided by an administrator or community manager."""

    __tablename__ = "join_requests"

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    locale: Mapped[str] = mapped_column(default="en")
    created_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    accepted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")  # why it was declined, as the guest read it
