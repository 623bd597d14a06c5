"""The table of mentors' terms."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, now


class MentorTerm(Base):
    """What a mentor was asked for: up to so many people, until the end of a day. Asked again, it is written anew."""

    __tablename__ = "mentor_terms"

    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"), primary_key=True)
    capacity: Mapped[int]
    until: Mapped[date] = mapped_column(index=True)
    words: Mapped[str] = mapped_column(default="")
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
