"""The table of drafts."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, now


class Draft(Base):
    """Words not sent yet, per person and place (`topic:7`, `space:2`); a lower sequence than the kept one is stale.

    `rest` is what else its form asks: tags, what can be chosen in a poll, the levels of a rubric. What was sent leaves an empty
    row with a higher sequence, so that a late copy of it cannot come back.
    """

    __tablename__ = "drafts"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    rest: Mapped[dict[str, list]] = mapped_column(JSON, default=dict)  # field → values, as a browser sends them
    sequence: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def is_empty(self) -> bool:
        """Whether it only keeps late copies of what was sent away."""
        return not (self.title or self.body or self.rest)
