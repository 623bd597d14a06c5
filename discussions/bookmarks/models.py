"""The table of bookmarks."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

WAITS = text("remind_at IS NOT NULL")


class Bookmark(Base):
    """A post somebody keeps; `remind_at` is emptied when the reminder was sent."""

    __tablename__ = "bookmarks"
    __table_args__ = (
        UniqueConstraint("user_id", "post_id"),
        Index("ix_bookmarks_post_id", "post_id"),
        Index("ix_bookmarks_reminders", "remind_at", sqlite_where=WAITS, postgresql_where=WAITS),
    )

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    note: Mapped[str] = mapped_column(default="")
    remind_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
