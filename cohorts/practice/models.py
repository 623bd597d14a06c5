"""The tables of practice plans: the plan, the moments at which its writer is asked how it went, and what others say."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

CHECK_INS = (30, 60, 90)  # days after the plan begins
SHARINGS = ("me", "buddy", "cohort")
ANSWERS = ("did", "partly", "not_yet", "other")
PRACTISED = ("did", "partly")
SHORTEST_TITLE = 80  # letters of a plan that name it

WAITS = text("asked_at IS NULL")


class PracticePlan(Base):
    """What somebody will do at work. `audience_id` says who reads it now; `own_audience_id` holds its writer alone.

    A buddy is asked (`buddy_state` asked) and becomes a reader by saying yes (accepted); no is refused."""

    __tablename__ = "practice_plans"
    __table_args__ = (Index("ix_practice_plans_cohort_id", "cohort_id", "id"),)

    id: Mapped[Id]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    module_id: Mapped[int | None] = mapped_column(ForeignKey("modules.id"))  # None: the whole training
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    own_audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    sharing: Mapped[str] = mapped_column(default="me")
    buddy_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    buddy_state: Mapped[str] = mapped_column(default="")
    what: Mapped[str]
    occasion: Mapped[str]  # when, in their words
    place: Mapped[str]
    sign: Mapped[str]  # how they will notice
    begins_on: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]

    @property
    def title(self) -> str:
        """The plan in one line, for lists and mails."""
        line = " ".join(self.what.split())
        return line if len(line) <= SHORTEST_TITLE else f"{line[:SHORTEST_TITLE].rsplit(' ', 1)[0]}…"

    @property
    def thread(self) -> str:
        """What holds the notifications about the plan together."""
        return f"plan:{self.id}"


class CheckIn(Base):
    """A moment at which the writer is asked how it went; `answer` is empty until they say."""

    __tablename__ = "check_ins"
    __table_args__ = (
        UniqueConstraint("plan_id", "days"),
        Index("ix_check_ins_waiting", "due_at", sqlite_where=WAITS, postgresql_where=WAITS),
    )

    id: Mapped[Id]
    plan_id: Mapped[int] = mapped_column(ForeignKey("practice_plans.id"))
    days: Mapped[int]
    due_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    sentence: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]


class PlanNote(Base):
    """An encouragement or a question under a plan; its readers are those the plan had when it was written."""

    __tablename__ = "plan_notes"
    __table_args__ = (Index("ix_plan_notes_plan_id", "plan_id", "id"),)

    id: Mapped[Id]
    plan_id: Mapped[int] = mapped_column(ForeignKey("practice_plans.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    body: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
