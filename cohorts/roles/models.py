"""The table of earned roles."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

KINDS = ("host", "verifier", "ambassador", "mentor")  # the last comes with a mentor's term: cohorts/mentoring


class EarnedRole(Base):
    """What somebody was asked to be, in a cohort or (without one) the academy, from a day until the end of another.

    `answer` is empty until it is accepted or declined; `ended_because` is over, laid down, taken back, left or changed.
    `audience_id` is who sees it besides its holder and who leads there: nobody, until the holder chooses."""

    __tablename__ = "earned_roles"

    id: Mapped[Id]
    kind: Mapped[str]
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    audience_id: Mapped[int | None] = mapped_column(ForeignKey("audiences.id"), index=True)
    mandate: Mapped[str]
    begins_on: Mapped[date]
    until: Mapped[date]
    offered_by: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    offered_at: Mapped[datetime] = mapped_column(default=now)
    answer: Mapped[str] = mapped_column(default="")
    answer_words: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]  # that its end is near
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_because: Mapped[str] = mapped_column(default="")
    ended_words: Mapped[str] = mapped_column(default="")

    @property
    def thing(self) -> str:
        return f"role:{self.id}"

    @property
    def is_held(self) -> bool:
        """Whether somebody said yes to it and it goes on; it may begin later."""
        return self.answer == "accepted" and self.ended_at is None

    @property
    def waits(self) -> bool:
        return self.answer == "" and self.ended_at is None
