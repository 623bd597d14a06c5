"""The tables of milestones: what each cohort reached, and in whose name it is celebrated."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class Milestone(Base):
    """Something a cohort reached together, kept once.

    `kind` is module, answered, practised or years, `number` the id of the module or how many; `topic_id` is where it was
    celebrated, None where nobody did.
    """

    __tablename__ = "milestones"
    __table_args__ = (UniqueConstraint("cohort_id", "kind", "number"),)

    id: Mapped[Id]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    kind: Mapped[str]
    number: Mapped[int]
    reached_at: Mapped[datetime] = mapped_column(default=now)
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"), index=True)


class Celebration(Base):
    """A cohort whose milestones are celebrated: `host_id` opens the conversations."""

    __tablename__ = "celebrations"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True)
    host_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    since: Mapped[datetime] = mapped_column(default=now)
