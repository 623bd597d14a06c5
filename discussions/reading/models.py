"""The table of what each person read."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, now


class ReadingState(Base):
    """The highest post number a person saw in a topic. It never moves back by itself.

    Who moves it by hand (`set_at`) may undo that: `set_from` is where it was.
    """

    __tablename__ = "reading_states"
    __table_args__ = (Index("ix_reading_states_topic_id", "topic_id", "seen_at"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    last_read: Mapped[int] = mapped_column(default=0)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    set_at: Mapped[datetime | None]
    set_from: Mapped[int | None]
