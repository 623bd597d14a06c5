"""The table of praises."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class Praise(Base):
    """What one member says of another, once in a quarter (“2026-4”). Nobody but the two reads it until it is shown.

    Who said one in each of two cohorts that became one keeps both. `audience_id` is to whom the nominee shows it; `may_leave` is whether its writer lets it be read outside the cohort."""

    __tablename__ = "praises"
    __table_args__ = (Index("ix_praises_cohort_id", "cohort_id", "quarter"),)

    id: Mapped[Id]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    quarter: Mapped[str]
    nominator_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    nominee_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    sentence: Mapped[str]
    may_leave: Mapped[bool] = mapped_column(default=False)
    said_at: Mapped[datetime] = mapped_column(default=now)
    audience_id: Mapped[int | None] = mapped_column(ForeignKey("audiences.id"), index=True)
    decided_at: Mapped[datetime | None]

    @property
    def thing(self) -> str:
        return f"praise:{self.id}"
