"""The tables of the gradebook: how its grades weigh, and grades that a facilitator set; neither is ever changed."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class Weighting(Base):
    """How the grades of a cohort make a total, as somebody chose it at one moment; the last one holds.

    `categories` is [{"name": …, "weight": …, "lessons": [id, …]}, …]; what is in none of them does not count."""

    __tablename__ = "grade_weightings"
    __table_args__ = (Index("ix_grade_weightings_cohort_id", "cohort_id", "id"),)

    id: Mapped[Id]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    categories: Mapped[list] = mapped_column(JSON)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)


class GradeOverride(Base):
    """A facilitator set somebody's grade, or took that back (no `percent`); the last of a person and a lesson holds.

    Percents go from 0 to 100; `before` is what counted until then, None when there was no grade."""

    __tablename__ = "grade_overrides"
    __table_args__ = (Index("ix_grade_overrides_membership_id", "membership_id", "lesson_id", "id"),)

    id: Mapped[Id]
    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    before: Mapped[float | None]
    percent: Mapped[float | None]
    reason: Mapped[str]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
