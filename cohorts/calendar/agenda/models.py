"""The tables of agendas: points for one date of an event, and who votes for them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

STATES = ("proposed", "accepted", "struck")
MOST_OF_ONE = 5  # points a person has on one date that are not struck


class AgendaPoint(Base):
    """A point, read by those it was proposed to; `position` counts from 1 in the order of the host, once it is accepted."""

    __tablename__ = "agenda_points"
    __table_args__ = (Index("ix_agenda_points_date_id", "date_id", "id"),)

    id: Mapped[Id]
    date_id: Mapped[int] = mapped_column(ForeignKey("event_dates.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="proposed")
    position: Mapped[int] = mapped_column(default=0)
    proposed_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def thread(self) -> str:
        """What holds the notifications about the point together."""
        return f"agenda_point:{self.id}"


class AgendaVote(Base):
    """A person wants to speak of it."""

    __tablename__ = "agenda_votes"

    point_id: Mapped[int] = mapped_column(ForeignKey("agenda_points.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(default=now)
