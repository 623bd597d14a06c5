"""The tables of surveys: what is asked, its rounds, the sums of the answers, and who answered while a round is open.

There is no row for what one person answered. An answer is added to the sums of its questions and is gone as such: of a
scale or a choice only numbers are kept, of open questions the texts of all in the order of the alphabet. A claim says that
somebody answered, without a moment, and goes when the round closes.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

KINDS = ("scale", "single", "multiple", "text")
STEPS = 5  # of a scale
FEWEST = 5  # answers; of fewer nothing is shown, and nothing is kept
MOST_QUESTIONS = 20
MOST_OPTIONS = 12
RHYTHMS = ("", "fortnight", "month", "quarter")
DAYS = (3, 7, 14)  # a round may be open

IS_OPEN = text("closed_at IS NULL")


class Survey(Base):
    """Questions for a cohort, or for the academy when there is none. Without a round it is a draft of who leads.

    From the first round on the questions stay as they are, so that rounds can be compared; `next_at` is when the next
    one opens by itself.
    """

    __tablename__ = "surveys"
    __table_args__ = (Index("ix_surveys_place", "cohort_id", "id"), Index("ix_surveys_next_at", "next_at"))

    id: Mapped[Id]
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    title: Mapped[str]
    intro: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    days: Mapped[int] = mapped_column(default=7)
    rhythm: Mapped[str] = mapped_column(default="")
    rounds: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None]
    created_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]

    @property
    def is_draft(self) -> bool:
        return self.rounds == 0

    @property
    def thread(self) -> str:
        """What holds the notifications about the survey together."""
        return f"survey:{self.id}"


class SurveyQuestion(Base):
    """One question. `options` are what can be chosen; of a scale the words for its lowest and its highest step."""

    __tablename__ = "survey_questions"
    __table_args__ = (Index("ix_survey_questions_survey_id", "survey_id", "place"),)

    id: Mapped[Id]
    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id"))
    place: Mapped[int]
    kind: Mapped[str]
    words: Mapped[str]
    options: Mapped[list[str]] = mapped_column(JSON, default=list)

    @property
    def choices(self) -> list[str]:
        """The words of everything that is counted; none of an open question."""
        if self.kind == "scale":
            low, high = self.options
            return [f"1 – {low}", *(str(step) for step in range(2, STEPS)), f"{STEPS} – {high}"]
        return list(self.options)


class SurveyRound(Base):
    """One time of asking: it closes once, and only then anybody sees anything of it.

    What was said in it stays with those it was said to (`audience_id`), whoever comes along later."""

    __tablename__ = "survey_rounds"
    __table_args__ = (
        UniqueConstraint("survey_id", "number"),
        Index("ix_survey_rounds_open", "closes_at", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )

    id: Mapped[Id]
    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    number: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    asked: Mapped[int] = mapped_column(default=0)
    answered: Mapped[int] = mapped_column(default=0)

    def is_open(self, moment: datetime) -> bool:
        """True to the second, also when the worker is late."""
        return self.closed_at is None and moment < self.closes_at


class SurveyTally(Base):
    """The sum of all answers to one question in one round; gone when they were fewer than five at its close."""

    __tablename__ = "survey_tallies"

    round_id: Mapped[int] = mapped_column(ForeignKey("survey_rounds.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("survey_questions.id"), primary_key=True, index=True)
    answered: Mapped[int] = mapped_column(default=0)
    counts: Mapped[list[int]] = mapped_column(JSON, default=list)
    texts: Mapped[list[str]] = mapped_column(JSON, default=list)


class SurveyClaim(Base):
    """Somebody answered in a round that is still open. There is no moment, and SQLite keeps no hidden order."""

    __tablename__ = "survey_claims"
    __table_args__ = {"sqlite_with_rowid": False}

    round_id: Mapped[int] = mapped_column(ForeignKey("survey_rounds.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
