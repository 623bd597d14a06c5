"""The table of notifications: one per person per thing, with the strongest reason."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class Notification(Base):
    """`thread` groups what belongs together (`topic:7`), `thing` is the exact object (`post:31`)."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("user_id", "thing"),
        Index("ix_notifications_open", "user_id", "done_at", "id"),
        Index("ix_notifications_thread", "user_id", "thread"),
        Index("ix_notifications_thing", "thing"),  # what is edited or taken back is so in every inbox
    )

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str]
    thread: Mapped[str]
    thing: Mapped[str]
    title: Mapped[str]
    excerpt: Mapped[str] = mapped_column(default="")
    url: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    done_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]
