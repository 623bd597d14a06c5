"""The tables of cohorts: the group, its people with their phase and history, its schedule, and the ways in."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courses.models import Course
from lms.database import Base, Id, now

PHASES = ("invited", "trainee", "alumnus", "mentor", "facilitator", "former", "left")
INSIDE = ("trainee", "alumnus", "mentor", "facilitator")  # the phases that take part
READING = (*INSIDE, "former")  # who went on in another cohort reads what is said, and says nothing
RULES = ("at_once", "on_date", "days_after")


class Dates:
    """What follows from first day, last day and zone; shared by the table's row and the rows pages load."""

    starts_on: date
    ends_on: date
    timezone: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def starts_at(self) -> datetime:
        return self.midnight(self.starts_on)

    @property
    def ends_at(self) -> datetime:
        """The first moment after the last day, in UTC."""
        return self.midnight(self.ends_on + timedelta(days=1))

    def midnight(self, day: date) -> datetime:
        """The first moment of a day where the cohort is, in UTC."""
        return datetime.combine(day, time(), ZoneInfo(self.timezone)).astimezone(UTC)

    def opens_at(self, rule: str, opens_on: date | None, days: int | None) -> datetime | None:
        """When a module with this rule opens; None when it opens at once."""
        if rule == "on_date":
            return self.midnight(opens_on)
        return self.midnight(self.starts_on + timedelta(days=days)) if rule == "days_after" else None

    def state(self, moment: datetime) -> str:
        """One of before, running, over."""
        if moment < self.starts_at:
            return "before"
        return "over" if moment >= self.ends_at else "running"

    def is_over(self, moment: datetime) -> bool:
        """Whether submissions are closed; true to the second, also when the worker is late."""
        return moment >= self.ends_at

    def phase_at(self, phase: str, moment: datetime) -> str:
        """The phase a person is in, also in the minute before the worker has written it down."""
        return "alumnus" if phase == "trainee" and self.is_over(moment) else phase

    def percent_at(self, moment: datetime) -> int:
        """How much of the training has passed."""
        whole = (self.ends_at - self.starts_at).total_seconds()
        return max(0, min(100, round(100 * (moment - self.starts_at).total_seconds() / whole)))


class Cohort(Dates, Base):
    """A group on a course. The training ends at the end of `ends_on` in `timezone`; the cohort itself never does."""

    __tablename__ = "cohorts"

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), index=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), unique=True)
    name: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    timezone: Mapped[str] = mapped_column(default="Europe/Amsterdam")
    welcome: Mapped[str] = mapped_column(default="")
    welcome_html: Mapped[str] = mapped_column(default="")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]  # set once, when the phases were changed
    went_into_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"), index=True)  # where it goes on
    version: Mapped[int] = mapped_column(default=1)

    course: Mapped[Course] = relationship(lazy="raise_on_sql")
    memberships: Mapped[list["Membership"]] = relationship(lazy="raise_on_sql", back_populates="cohort")


class Membership(Base):
    """A person in a cohort, in one phase at a time."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("cohort_id", "user_id"), Index("ix_memberships_cohort_id", "cohort_id", "id"))

    id: Mapped[Id]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    phase: Mapped[str]
    invited_as: Mapped[str] = mapped_column(default="")  # what an invited person becomes by saying yes
    joined_at: Mapped[datetime] = mapped_column(default=now)
    left_at: Mapped[datetime | None]
    shares_nothing_at: Mapped[datetime | None]  # they were asked about common ground, and rather do not

    cohort: Mapped[Cohort] = relationship(lazy="raise_on_sql", back_populates="memberships")


class PhaseChange(Base):
    """One step in a membership's history; `changed_by` is None when time did it."""

    __tablename__ = "phase_changes"

    id: Mapped[Id]
    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"), index=True)
    from_phase: Mapped[str] = mapped_column(default="")
    to_phase: Mapped[str]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str] = mapped_column(default="")


class ScheduleRule(Base):
    """When a module opens for a cohort, as the facilitator said it; courses keep the moment computed from it."""

    __tablename__ = "schedule_rules"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), primary_key=True)
    rule: Mapped[str] = mapped_column(default="at_once")
    opens_on: Mapped[date | None]
    days: Mapped[int | None]


class InvitationLink(Base):
    """A link that lets members of the academy, or anyone who has it, into a cohort until it expires."""

    __tablename__ = "invitation_links"

    id: Mapped[Id]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    hint: Mapped[str]  # the first letters of the token, to tell links apart
    phase: Mapped[str] = mapped_column(default="trainee")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    places: Mapped[int | None]
    used: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[datetime | None]

    def state(self, moment: datetime) -> str:
        """One of open, revoked, expired, full."""
        if self.revoked_at:
            return "revoked"
        if self.expires_at <= moment:
            return "expired"
        return "full" if self.places is not None and self.used >= self.places else "open"


class MemberList(Base):
    """Addresses somebody pasted or uploaded: `rows` is the preview they saw and, once confirmed, what came of it."""

    __tablename__ = "member_lists"

    id: Mapped[Id]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    phase: Mapped[str] = mapped_column(default="trainee")
    rows: Mapped[list] = mapped_column(JSON, default=list)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]


class CohortVisit(Base):
    """An administrator who opened a cohort without being in it; every member can see that it happened."""

    __tablename__ = "cohort_visits"

    id: Mapped[Id]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime]
