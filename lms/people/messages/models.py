"""The tables of messages: two people who wrote to each other, and what they wrote."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class Correspondence(Base):
    """Two people, the one with the lower id first; `audience_id` holds both."""

    __tablename__ = "correspondences"
    __table_args__ = (
        UniqueConstraint("lower_id", "higher_id"),
        CheckConstraint("lower_id < higher_id", name="two_people"),
    )

    id: Mapped[Id]
    lower_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    higher_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def thread(self) -> str:
        """What holds the notifications about it together."""
        return f"messages:{self.id}"

    def other_than(self, user_id: int) -> int:
        return self.higher_id if user_id == self.lower_id else self.lower_id


class Message(Base):
    """What one of them wrote. Its readers are the two; or its author alone, when the other had blocked them."""

    __tablename__ = "messages"
    __table_args__ = (Index("ix_messages_correspondence_id", "correspondence_id", "id"),)

    id: Mapped[Id]
    correspondence_id: Mapped[int] = mapped_column(ForeignKey("correspondences.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    body: Mapped[str]
    sent_at: Mapped[datetime] = mapped_column(default=now)
