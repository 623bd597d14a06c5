"""The tables of what an assignment asks: its settings, its rubrics, and the days by which it is due."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

COMPLETED_BY = ("submitted", "reviewed")


class Assignment(Base):
    """What a lesson of this kind asks besides its text. `peer_reviews` is how many each submission gets; 0 is none."""

    __tablename__ = "assignments"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    completed_by: Mapped[str] = mapped_column(default="submitted")
    peer_reviews: Mapped[int] = mapped_column(default=0)
    is_anonymous: Mapped[bool] = mapped_column(default=True)
    review_days: Mapped[int] = mapped_column(default=7)
    asks_self: Mapped[bool] = mapped_column(default=False)
    rubric_id: Mapped[int | None] = mapped_column(ForeignKey("rubrics.id"))


class Rubric(Base):
    """Criteria as they were at one moment, never changed: what was judged by them keeps them.

    `criteria` is [{"name": …, "levels": [[points, words], …]}, …]."""

    __tablename__ = "rubrics"

    id: Mapped[Id]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    criteria: Mapped[list] = mapped_column(JSON)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)


class DueDate(Base):
    """By when an audience hands in, such as the people of one cohort."""

    __tablename__ = "due_dates"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), primary_key=True)
    due_at: Mapped[datetime]


class Extension(Base):
    """More time for one person."""

    __tablename__ = "extensions"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    due_at: Mapped[datetime]
    given_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
