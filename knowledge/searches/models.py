"""The tables of searches in vain: groups of searches that mean the same, and who, unrecognisably, made them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class SearchGroup(Base):
    """Searches that mean the same. `meaning` holds the stems of their words; seen to once `handled_at` is set, until
    enough people search for it again."""

    __tablename__ = "search_groups"

    id: Mapped[Id]
    meaning: Mapped[str] = mapped_column(unique=True)
    handled_at: Mapped[datetime | None]


class SearchMiss(Base):
    """One person's last search in vain of a group. `asker` is a name of theirs that only this table uses, and that
    nobody can turn back into a person without the secret of the server."""

    __tablename__ = "search_misses"
    __table_args__ = (
        UniqueConstraint("group_id", "asker"),
        Index("ix_search_misses_asker", "asker", "at"),
        Index("ix_search_misses_at", "at"),
    )

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(ForeignKey("search_groups.id"))
    asker: Mapped[str]
    words: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
