"""The tables of how closely people follow topics and spaces."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base

FOLLOW_LEVELS = ("watching", "tracking", "normal", "muted")


class Follow(Base):
    """How closely a person follows a topic; `chosen` by themselves, and then never changed by anything else."""

    __tablename__ = "follows"
    __table_args__ = (Index("ix_follows_topic_id", "topic_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    level: Mapped[str] = mapped_column(default="watching")
    reason: Mapped[str] = mapped_column(default="")
    chosen: Mapped[bool] = mapped_column(default=False)


class SpaceFollow(Base):
    """How closely a person chose to follow everything in a space."""

    __tablename__ = "space_follows"
    __table_args__ = (Index("ix_space_follows_space_id", "space_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), primary_key=True)
    level: Mapped[str]
