"""The tables of moderation: flags, reviews, and the log of each space."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discussions.models import Post
from lms.database import Base, Id, now

IS_OPEN = text("state = 'open'")


class Flag(Base):
    """Somebody asks for a look at a post. Its author never learns who; `agreed` is what a review made of it."""

    __tablename__ = "flags"
    __table_args__ = (UniqueConstraint("post_id", "user_id"),)

    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    reason: Mapped[str]  # one of words.REASON_WORDS
    words: Mapped[str] = mapped_column(default="")
    flagged_at: Mapped[datetime] = mapped_column(default=now)
    agreed: Mapped[bool | None]  # None while nobody has decided, and when it was left at that


class Review(Base):
    """What becomes of a flagged post: open, then decided; an appeal opens it once more.

    `version` counts everything that happened, so that who decides with an old page is told what changed.
    """

    __tablename__ = "reviews"
    __table_args__ = (Index("ix_reviews_open", "opened_at", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),)

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    state: Mapped[str] = mapped_column(default="open")
    version: Mapped[int] = mapped_column(default=1)
    held_for: Mapped[str] = mapped_column(default="")  # the entry of the academy's list that the post matched
    opened_at: Mapped[datetime] = mapped_column(default=now)
    decision: Mapped[str] = mapped_column(default="")  # one of words.DECISION_WORDS; empty until there is one
    sentence: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    appeal: Mapped[str] = mapped_column(default="")
    appealed_at: Mapped[datetime | None]

    post: Mapped[Post] = relationship(lazy="raise_on_sql")


class LogEntry(Base):
    """One act of moderation. `by_id` is None for what flags or the academy's list did; never anybody's removed words."""

    __tablename__ = "moderation_log"
    __table_args__ = (Index("ix_moderation_log_space_id", "space_id", "id"),)

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), index=True)
    other_topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"))  # split off, or merged into
    other_space_id: Mapped[int | None] = mapped_column(ForeignKey("spaces.id"))  # moved from or to
    act: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
