"""The tables of quizzes: settings and slots of a quiz lesson, attempts with their answers, and every change of a grade."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

COUNTS = ("best", "last", "first", "average")
REVIEWS = ("answer", "attempt", "passed", "closing")
DEFAULTS = {
    "counts": "best",
    "pass_percent": 70,
    "is_one_at_a_time": False,
    "is_shuffled": False,
    "review": "attempt",
    "version": 1,
}
IS_OPEN = text("submitted_at IS NULL")
WAITS = text("needs_grading AND locked_at IS NOT NULL")


class Quiz(Base):
    """The settings of a quiz lesson. `closes_at` holds where no cohort or person has a day of their own. `review`: when answers and feedback are shown (after each answer, attempt, closing)."""

    __tablename__ = "quizzes"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    minutes: Mapped[int | None]  # None: no time limit
    attempts_allowed: Mapped[int | None]  # None: as many as one likes
    counts: Mapped[str] = mapped_column(default="best")
    pass_percent: Mapped[int] = mapped_column(default=70)
    is_one_at_a_time: Mapped[bool] = mapped_column(default=False)
    is_shuffled: Mapped[bool] = mapped_column(default=False)
    review: Mapped[str] = mapped_column(default="attempt")
    closes_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class QuizSlot(Base):
    """A place in a quiz: one question, or so many drawn from a category (those with a tag, when one is given)."""

    __tablename__ = "quiz_slots"
    __table_args__ = (Index("ix_quiz_slots_lesson_id", "lesson_id", "position"),)

    id: Mapped[Id]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"))
    position: Mapped[int]
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"), index=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("question_categories.id"))
    tag: Mapped[str] = mapped_column(default="")
    draws: Mapped[int] = mapped_column(default=1)
    points: Mapped[float] = mapped_column(default=1.0)  # of each question in it


class QuizAttempt(Base):
    """One try of one person: open until `submitted_at`, graded once `percent` (0–100) is known.

    `due_at` is when its time is over, extra time included. A preview is its author's and counts nowhere."""

    __tablename__ = "quiz_attempts"
    __table_args__ = (
        Index(
            "uq_quiz_attempts_open", "lesson_id", "user_id", unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN
        ),
        Index("ix_quiz_attempts_user_id", "user_id", "lesson_id"),
        Index("ix_quiz_attempts_lesson_id", "lesson_id", "id"),
        Index("ix_quiz_attempts_due_at", "due_at", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )

    id: Mapped[Id]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    is_preview: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    is_timed_out: Mapped[bool] = mapped_column(default=False)
    percent: Mapped[float | None]
    pass_percent: Mapped[int | None]  # the mark that held when it was handed in

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None


class QuizAnswer(Base):
    """The answer to one question of an attempt, with the version of the question that was shown.

    A save with a lower sequence than the kept one is stale. `locked_at`: it can no longer be changed. Points, marks and
    the right answer follow `graded_version_id` once the question was mended, else the version that was shown."""

    __tablename__ = "quiz_answers"
    __table_args__ = (
        UniqueConstraint("attempt_id", "position"),
        Index("ix_quiz_answers_question_id", "question_id", "version_id"),
        Index("ix_quiz_answers_waiting", "attempt_id", sqlite_where=WAITS, postgresql_where=WAITS),
    )

    id: Mapped[Id]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("quiz_attempts.id"))
    position: Mapped[int]
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("question_versions.id"))
    graded_version_id: Mapped[int | None] = mapped_column(ForeignKey("question_versions.id"), index=True)
    points: Mapped[float]
    seed: Mapped[int]  # the order its choices were shown in follows from it
    response: Mapped[dict] = mapped_column(JSON, default=dict)
    sequence: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime | None]
    locked_at: Mapped[datetime | None]
    fraction: Mapped[float | None]  # 0–1 of the points
    automatic: Mapped[float | None]  # what the quiz itself gives, while the grade of a person counts instead
    needs_grading: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str] = mapped_column(default="")

    @property
    def draft_place(self) -> str:
        """Where a grade is kept while somebody writes what they say with it."""
        return f"answer:{self.attempt_id}:{self.position}"

    @property
    def is_answered(self) -> bool:
        return bool(self.response)

    @property
    def is_overruled(self) -> bool:
        return self.automatic is not None

    @property
    def found_worth(self) -> float | None:
        """What it is worth without a person who overruled that."""
        return self.fraction if self.automatic is None else self.automatic

    @property
    def judged_by(self) -> int:
        """The version of the question that says what the answer is worth."""
        return self.graded_version_id or self.version_id


class QuizAnswerFile(Base):
    """A file that goes with a written answer; `alt` is what its writer called it."""

    __tablename__ = "quiz_answer_files"

    answer_id: Mapped[int] = mapped_column(ForeignKey("quiz_answers.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"), primary_key=True, index=True)
    alt: Mapped[str] = mapped_column(default="")


class QuizAllowance(Base):
    """What one person may have besides the settings of a quiz."""

    __tablename__ = "quiz_allowances"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    extra_attempts: Mapped[int] = mapped_column(default=0)
    extra_minutes: Mapped[int] = mapped_column(default=0)


class GradeChange(Base):
    """A grade that staff gave, or that changed because its question was mended; never changed afterwards.

    Without a reason and with a version, a person took back what they gave and the automatic grade counts again."""

    __tablename__ = "quiz_grade_changes"

    id: Mapped[Id]
    answer_id: Mapped[int] = mapped_column(ForeignKey("quiz_answers.id"), index=True)
    before: Mapped[float | None]
    after: Mapped[float]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("question_versions.id"))  # graded by; None: by a person
    reason: Mapped[str] = mapped_column(default="")
    former_comment: Mapped[str] = mapped_column(default="")  # what stood with the former grade and was written anew
    made_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)


class QuizCountsChange(Base):
    """Authors chose otherwise which attempts at a quiz count, or which mark passes; never changed afterwards.

    `setting` is the one of `Quiz`: counts or pass_percent."""

    __tablename__ = "quiz_counts_changes"

    id: Mapped[Id]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    setting: Mapped[str] = mapped_column(default="counts")
    before: Mapped[str]
    after: Mapped[str]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)


class Regrading(Base):
    """Answers of a quiz graded anew by a mended question: `done` of `total` were looked at, `changed` got another grade."""

    __tablename__ = "quiz_regradings"

    id: Mapped[Id]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("question_versions.id"))
    reason: Mapped[str]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]

    @property
    def percent(self) -> int:
        return 100 if self.finished_at else min(99, 100 * self.done // max(1, self.total))
