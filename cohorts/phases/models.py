"""The tables of phases: what facilitators wrote for each, and who chose to be shown before the beginning."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, now
from lms.markup import RENDERER_VERSION

PHASES = ("before", "last_week")
LAST_WEEK = timedelta(days=7)


class PhaseText(Base):
    """What people read in one phase of a cohort: what to prepare before it, what stays in its last week."""

    __tablename__ = "phase_texts"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True)
    phase: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    html: Mapped[str]
    renderer_version: Mapped[int] = mapped_column(default=RENDERER_VERSION)
    written_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    version: Mapped[int] = mapped_column(default=1)


class Showing(Base):
    """A person chose to be shown among who is coming; there is no row for who did not."""

    __tablename__ = "showings"

    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
