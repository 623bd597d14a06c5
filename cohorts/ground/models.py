"""The tables of common ground: what a cohort asks its people, and what each of them answered."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

MOST_QUESTIONS = 10


class IntakeQuestion(Base):
    """`texts` holds it in one language or in several; `key` names a question every cohort begins with."""

    __tablename__ = "intake_questions"
    __table_args__ = (Index("ix_intake_questions_cohort_id", "cohort_id", "id"),)

    id: Mapped[Id]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    key: Mapped[str] = mapped_column(default="")
    texts: Mapped[dict] = mapped_column(JSON, default=dict)
    written_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]

    def text_in(self, language: str) -> str:
        return self.texts.get(language) or next(filter(None, self.texts.values()), "")


class IntakeAnswer(Base):
    """`audience_id` says who reads it besides its writer; None while nobody does. `cohort_id` is where its writer is now."""

    __tablename__ = "intake_answers"
    __table_args__ = (
        UniqueConstraint("question_id", "user_id"),
        Index("ix_intake_answers_cohort_id", "cohort_id", "user_id"),
    )

    id: Mapped[Id]
    question_id: Mapped[int] = mapped_column(ForeignKey("intake_questions.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    audience_id: Mapped[int | None] = mapped_column(ForeignKey("audiences.id"), index=True)
    body: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=now)
