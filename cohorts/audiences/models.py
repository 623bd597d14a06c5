"""The tables of a cohort's audiences: the one it has, those it had, and who read what was said to them."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base


class CohortAudience(Base):
    """An audience of a cohort. To a closed one nothing new is said by the cohort, and nobody new comes into it."""

    __tablename__ = "cohort_audiences"

    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    closed_at: Mapped[datetime | None]


class FormerReader(Base):
    """Who was in an audience when it was closed: who leaves and comes back reads it again, and nobody else ever does."""

    __tablename__ = "former_readers"

    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
