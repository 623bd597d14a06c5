"""The tables of events: the event, each date it is held on, who answered, who seconds it, who was there, and imports."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now
from lms.markup import RENDERER_VERSION

KINDS = ("session", "webinar", "meetup")
# A proposal is withdrawn, or lapses when its days come before anybody planned it; what was planned is cancelled.
STATES = ("proposed", "lapsed", "planned", "cancelled", "withdrawn")
OFF = ("cancelled", "withdrawn")
ANSWERS = ("going", "maybe", "no")  # what a person says; who finds no place is “waiting”
SECONDS_NEEDED = 3  # people besides the host who make a proposal a plan


class Event(Base):
    """Something people meet for, once or as `rrule` says; its times are those of the first date.

    Without a cohort it is for the alumni of a course, or for the whole academy, as its audience says.

    They recur by the clock of `timezone`. `sequence` counts the changes that other calendars must hear of."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_cohort_id", "cohort_id", "id"),)

    id: Mapped[Id]
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="planned")
    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    renderer_version: Mapped[int] = mapped_column(default=RENDERER_VERSION)
    speaker: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    timezone: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    is_all_day: Mapped[bool] = mapped_column(default=False)
    rrule: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int | None]
    host_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(default="")
    uid: Mapped[str] = mapped_column(unique=True)
    source_uid: Mapped[str] = mapped_column(default="")  # of the calendar it was imported from
    sequence: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    @property
    def thread(self) -> str:
        """What holds the notifications about the event together."""
        return f"event:{self.id}"

    @property
    def path(self) -> str:
        return f"/events/{self.id}"

    @property
    def is_off(self) -> bool:
        return self.state in OFF

    @property
    def is_wish(self) -> bool:
        """Nobody planned it: nothing of it was held, and no calendar has it."""
        return self.state in ("proposed", "lapsed")

    def has_lapsed(self, days, moment: datetime) -> bool:
        """Whether its days came before it was planned, told by the clock: the job that says so comes a little later."""
        return self.is_wish and not any(day.is_to_come(moment) for day in days)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class EventDate(Base):
    """One date of an event. `original_at` is when the series would have it, also when this one was moved."""

    __tablename__ = "event_dates"
    __table_args__ = (
        Index("ix_event_dates_event_id", "event_id", "original_at"),
        Index("ix_event_dates_starts_at", "starts_at", "id"),
    )

    id: Mapped[Id]
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    original_at: Mapped[datetime]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(default="")
    last_number: Mapped[int] = mapped_column(default=0)  # the highest number given to who wanted to come
    reminded_day_at: Mapped[datetime | None]
    reminded_hour_at: Mapped[datetime | None]

    def is_over(self, moment: datetime) -> bool:
        return self.ends_at <= moment

    def has_begun(self, moment: datetime) -> bool:
        return self.starts_at <= moment

    def is_to_come(self, moment: datetime) -> bool:
        return self.cancelled_at is None and not self.has_begun(moment)


class EventAnswer(Base):
    """Whether a person comes to a date, with how many guests; `number` is the order in which they wanted to."""

    __tablename__ = "event_answers"

    date_id: Mapped[int] = mapped_column(ForeignKey("event_dates.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    answer: Mapped[str]
    guests: Mapped[int] = mapped_column(default=0)
    number: Mapped[int] = mapped_column(default=0)
    answered_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def seats(self) -> int:
        return 1 + self.guests


class EventSecond(Base):
    """A person wants a proposed event to happen."""

    __tablename__ = "event_seconds"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class EventPresence(Base):
    """A person was there, as the host saw it."""

    __tablename__ = "event_presences"

    date_id: Mapped[int] = mapped_column(ForeignKey("event_dates.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)


class CalendarImport(Base):
    """A calendar somebody brought into a cohort, and the receipt: each entry arrived, changed or refused."""

    __tablename__ = "calendar_imports"

    id: Mapped[Id]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    source_name: Mapped[str]
    started_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    receipt: Mapped[dict] = mapped_column(JSON)


REMIND_BEFORE = {"day": timedelta(days=1), "hour": timedelta(hours=1)}
