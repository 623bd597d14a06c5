"""The tables of what must be done before something opens, of what one person was given early, and of scores reached."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

OF_COURSE = text("module_id IS NULL AND lesson_id IS NULL")


class OpeningCondition(Base):
    """A lesson or a module opens for a person once they completed another, or reached `percent` in a lesson that is scored.

    Exactly one of `lesson_id` and `module_id` is set, and one of `after_lesson_id` and `after_module_id`; all of one
    course. Where there are several, each must be met."""

    __tablename__ = "opening_conditions"

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), index=True)
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id"), index=True)
    module_id: Mapped[int | None] = mapped_column(ForeignKey("modules.id"), index=True)
    after_lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id"), index=True)
    after_module_id: Mapped[int | None] = mapped_column(ForeignKey("modules.id"), index=True)
    percent: Mapped[int | None]


class EarlyOpening(Base):
    """What one person reads whatever its day and its conditions: a lesson, a module, or without either the whole course."""

    __tablename__ = "early_openings"
    __table_args__ = (
        UniqueConstraint("module_id", "user_id"),
        UniqueConstraint("lesson_id", "user_id"),
        Index("ix_early_openings_user_id", "user_id", "course_id"),
        Index(
            "uq_early_openings_course", "course_id", "user_id", unique=True,
            sqlite_where=OF_COURSE, postgresql_where=OF_COURSE,
        ),
    )  # fmt: skip

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    module_id: Mapped[int | None] = mapped_column(ForeignKey("modules.id"))
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id"))
    given_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    given_at: Mapped[datetime] = mapped_column(default=now)


class LessonScore(Base):
    """The highest percent (0–100) that ever counted for a person in a quiz or an assignment: what it opened stays open."""

    __tablename__ = "lesson_scores"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), primary_key=True, index=True)
    percent: Mapped[float]
