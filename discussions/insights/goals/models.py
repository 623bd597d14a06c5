"""The tables of goals: the goal with what was counted last, what was counted before, and every step of its history."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

FIELDS = ("target", "due_on", "owner_id", "why")  # what can be changed, with a reason; another figure is another goal


class Goal(Base):
    """A figure that should come to `target` by `due_on`, counted over the last `days`; of the academy without a cohort.

    `baseline` is what was counted when it was set, `value` what was counted last; None where there was not enough data.
    The members of the cohort read it when `is_shared`. `reached_at` and `told_due_at` are set once, when its owner hears it.
    """

    __tablename__ = "goals"
    __table_args__ = (Index("ix_goals_cohort_id", "cohort_id", "id"),)

    id: Mapped[Id]
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    figure: Mapped[str]
    days: Mapped[int]
    baseline: Mapped[float | None]
    target: Mapped[float]
    due_on: Mapped[date]
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    why: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    is_shared: Mapped[bool] = mapped_column(default=False)
    value: Mapped[float | None]
    counted_n: Mapped[int] = mapped_column(default=0)
    counted_of: Mapped[int] = mapped_column(default=0)
    counted_at: Mapped[datetime] = mapped_column(default=now)
    reached_at: Mapped[datetime | None]
    told_due_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    @property
    def thread(self) -> str:
        """What holds the notifications about the goal together."""
        return f"goal:{self.id}"

    def state(self, today: date) -> str:
        """One of closed, reached, past, on_the_way."""
        if self.closed_at:
            return "closed"
        if self.reached_at:
            return "reached"
        return "past" if self.due_on < today else "on_the_way"

    @property
    def way(self) -> int | None:
        """How much of the way from baseline to target is behind it, in percent; None where one of the two is not known."""
        if self.reached_at:
            return 100
        if self.value is None or self.baseline is None or self.target == self.baseline:
            return None
        return max(0, min(100, round(100 * (self.value - self.baseline) / (self.target - self.baseline))))

    def set_on(self, zone: str) -> date:
        """The day it was set, where it counts."""
        return self.created_at.astimezone(ZoneInfo(zone)).date()

    def passed(self, today: date, zone: str) -> int:
        """How much of its time is over, in percent; of one that was closed, at its end."""
        until = self.closed_at.astimezone(ZoneInfo(zone)).date() if self.closed_at else today
        set_on = self.set_on(zone)
        return max(0, min(100, round(100 * (until - set_on).days / max(1, (self.due_on - set_on).days))))


class GoalCount(Base):
    """What was counted for a goal, kept once a week."""

    __tablename__ = "goal_counts"
    __table_args__ = (Index("ix_goal_counts_goal_id", "goal_id", "at"),)

    id: Mapped[Id]
    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    value: Mapped[float | None]
    n: Mapped[int] = mapped_column(default=0)
    of: Mapped[int] = mapped_column(default=0)


class GoalStep(Base):
    """A step in the history: set, changed, noted, shared, unshared, reached, handed over or closed, by whom and why; `before` holds what it
    changed. `by` is None where counting did it."""

    __tablename__ = "goal_steps"
    __table_args__ = (Index("ix_goal_steps_goal_id", "goal_id", "id"),)

    id: Mapped[Id]
    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id"))
    kind: Mapped[str]
    by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    words: Mapped[str] = mapped_column(default="")
    before: Mapped[dict] = mapped_column(JSON, default=dict)
