"""The table of charters; a space without one has no row."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base


class Charter(Base):
    """What a space is for, in a few words. `told_on` is the review date its host heard of, so that they hear once.

    `version` counts how often it was kept; the audit log has a line for each.
    """

    __tablename__ = "charters"
    __table_args__ = (Index("ix_charters_review_on", "review_on"),)

    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), primary_key=True)
    purpose: Mapped[str]
    host_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    review_on: Mapped[date | None]
    told_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    @property
    def thread(self) -> str:
        """What holds the notifications about it together."""
        return f"charter:{self.space_id}"
