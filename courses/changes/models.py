"""The table of what somebody has taken note of: a lesson that was added or taken out since they completed the course."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, now


class LessonChangeSeen(Base):
    """What changes after `seen_at` is news again. Changed words need no row: the revision somebody read says it."""

    __tablename__ = "lesson_changes_seen"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(default=now)
