"""The table of which event is the session of a lesson."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base


class LiveSession(Base):
    """In this cohort the lesson is held as this event."""

    __tablename__ = "live_sessions"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True, index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
