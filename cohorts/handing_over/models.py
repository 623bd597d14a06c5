"""The table of offers to lead a cohort."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

STAYS = ("facilitator", "mentor", "left")  # what who hands over becomes


class HandOver(Base):
    """A facilitator offers a cohort to somebody; `outcome` is empty until it is accepted, refused or withdrawn."""

    __tablename__ = "hand_overs"

    id: Mapped[Id]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    stays: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    offered_at: Mapped[datetime] = mapped_column(default=now)
    outcome: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]

    @property
    def thing(self) -> str:
        return f"hand-over:{self.id}"
