"""The table of reports: the words of who made one, kept for a period; everything else is counted when it is read."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class Report(Base):
    """What its maker says in the report of one period, in each language they wrote; of the academy without a cohort."""

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("audience_id", "period"),)

    id: Mapped[Id]
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"), index=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    period: Mapped[str]
    words: Mapped[dict] = mapped_column(JSON, default=dict)
    written_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    written_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    def words_in(self, language: str) -> str:
        """Those in this language, or else in the one they were written in."""
        return self.words.get(language) or next(filter(None, self.words.values()), "")
