"""The tables of virtual coffee: the coffee, its people, the times they offer, what each person chose, and the rounds."""

from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

# open: a time is looked for; lapsed: none was found before the last that was offered had passed
STATES = ("open", "agreed", "declined", "cancelled", "lapsed")
MINUTES = (15, 30, 45, 60)
ASKED_BY = ("academy", "cohort", "nobody")  # who may ask a person for a coffee
MET = ("yes", "no")

IS_OPEN = text("state = 'open'")
IS_AGREED = text("state = 'agreed'")


class Coffee(Base):
    """Two people, or three, who want to talk. `audience_id` holds them alone; `round_id` is set when they were matched.

    `starts_at` is the time they last agreed on. `sequence` counts the changes other calendars must hear of."""

    __tablename__ = "coffees"
    __table_args__ = (
        Index("ix_coffees_asked_by", "asked_by", "id"),
        Index("ix_coffees_open", "created_at", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index("ix_coffees_agreed", "starts_at", sqlite_where=IS_AGREED, postgresql_where=IS_AGREED),
    )

    id: Mapped[Id]
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), unique=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("coffee_rounds.id"), index=True)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    state: Mapped[str] = mapped_column(default="open")
    intro: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")  # where, or how: a link, a number to ring, a café
    minutes: Mapped[int] = mapped_column(default=30)
    starts_at: Mapped[datetime | None]
    uid: Mapped[str] = mapped_column(unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(default="")  # why it is off
    reminded_day_at: Mapped[datetime | None]
    reminded_hour_at: Mapped[datetime | None]
    asked_whether_met_at: Mapped[datetime | None]

    @property
    def thread(self) -> str:
        """What holds the notifications about the coffee together."""
        return f"coffee:{self.id}"

    @property
    def path(self) -> str:
        return f"/coffees/{self.id}"

    @property
    def is_matched(self) -> bool:
        return self.round_id is not None

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    def has_begun(self, moment: datetime) -> bool:
        return self.state == "agreed" and self.starts_at <= moment


class CoffeePerson(Base):
    """A person in a coffee; `met` is what they say afterwards: yes, no, or nothing yet."""

    __tablename__ = "coffee_people"

    coffee_id: Mapped[int] = mapped_column(ForeignKey("coffees.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    met: Mapped[str] = mapped_column(default="")
    met_at: Mapped[datetime | None]


class CoffeeSlot(Base):
    """A time somebody offers."""

    __tablename__ = "coffee_slots"
    __table_args__ = (UniqueConstraint("coffee_id", "starts_at"),)

    id: Mapped[Id]
    coffee_id: Mapped[int] = mapped_column(ForeignKey("coffees.id"))
    starts_at: Mapped[datetime]
    offered_by: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)


class CoffeeYes(Base):
    """A person can at a time that is offered; who offers it can."""

    __tablename__ = "coffee_yeses"

    slot_id: Mapped[int] = mapped_column(ForeignKey("coffee_slots.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)


class CoffeeChoice(Base):
    """Who may ask a person for a coffee, and whether they want to be matched; nothing is chosen before there is a row.

    `audience_id` holds the person alone. Matched from `paused_until` on, when that is set."""

    __tablename__ = "coffee_choices"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    asked_by: Mapped[str] = mapped_column(default="academy")
    is_matched: Mapped[bool] = mapped_column(default=False)
    paused_until: Mapped[date | None]


class CoffeeRound(Base):
    """The matching of one month, which is done once."""

    __tablename__ = "coffee_rounds"

    id: Mapped[Id]
    month: Mapped[date] = mapped_column(unique=True)  # its first day, where the academy is
    people: Mapped[int] = mapped_column(default=0)  # who were matched
    left_over: Mapped[int] = mapped_column(default=0)  # who heard that there was nobody for them
    held_at: Mapped[datetime] = mapped_column(default=now)
