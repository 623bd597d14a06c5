"""The tables of answering: office hours, a ladder per space, where each question stands on it, and who was asked."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

IS_OPEN = text("ended_at IS NULL")


class OfficeHours(Base):
    """When somebody is at work in the academy (id 1); without the row every hour counts.

    `days` holds weekdays from 1 for Monday, as “12345”; `opens` and `closes` are minutes after midnight there."""

    __tablename__ = "office_hours"

    id: Mapped[Id]
    days: Mapped[str]
    opens: Mapped[int]
    closes: Mapped[int]
    timezone: Mapped[str]


class AnswerLadder(Base):
    """For whom a question of a space waits and how long; a space without a row has the ladder of `ladder.DEFAULT`."""

    __tablename__ = "answer_ladders"

    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), primary_key=True)
    peers_hours: Mapped[int]
    experience_hours: Mapped[int]
    manager_hours: Mapped[int]
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    in_office_hours: Mapped[bool] = mapped_column(default=True)


class LadderPlace(Base):
    """The rung a question has been brought to, and who sees to it. A question without a row stands on the first.

    Whether it still waits is never written here: that follows from the topic itself."""

    __tablename__ = "ladder_places"

    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    rung: Mapped[int] = mapped_column(default=0)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    moved_at: Mapped[datetime] = mapped_column(default=now)


class AnswerRequest(Base):
    """Somebody was asked, once, whether they can answer a question; open until they pass it on or it lapses.

    `because` names what was known of them; `asked_by` is who passed it on, None when the ladder asked."""

    __tablename__ = "answer_requests"
    __table_args__ = (
        UniqueConstraint("topic_id", "user_id"),
        Index("ix_answer_requests_open", "user_id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )

    id: Mapped[Id]
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    because: Mapped[str]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    ending: Mapped[str] = mapped_column(default="")  # declined, passed on, lapsed
