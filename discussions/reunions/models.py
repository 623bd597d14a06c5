"""The table of reunion prompts: at most one for each moment after a training."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

MONTHS = (1, 3, 6, 12)  # after the last day of a training


class ReunionPrompt(Base):
    """What is said `months` after the training; it waits as long as `outcome` is empty.

    Then it was sent (in `topic_id`), lively (people talked anyway) or alone (nobody leads the cohort any more).
    """

    __tablename__ = "reunion_prompts"
    __table_args__ = (UniqueConstraint("cohort_id", "months"),)

    id: Mapped[Id]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    months: Mapped[int]
    title: Mapped[str]
    body: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    written_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)
    outcome: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"), index=True)
