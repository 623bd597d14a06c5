"""The tables of refreshers: whether somebody wants them, the questions that come back, and every answer given since."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

CHOICES = ("on", "paused", "declined")
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4  # the ratings of FSRS
RATINGS = (HARD, GOOD, EASY)  # of a right answer; a wrong one is always AGAIN


class RefresherChoice(Base):
    """What somebody said when they were asked; without a row nobody asked them, or they did not answer."""

    __tablename__ = "refresher_choices"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    choice: Mapped[str]
    chosen_at: Mapped[datetime] = mapped_column(default=now)


class RefresherCard(Base):
    """A question somebody answered right in the quiz `lesson_id`, and when it comes back.

    `memory` is what scheduling.py keeps of it; `turns` counts the answers since, so that each is counted once."""

    __tablename__ = "refresher_cards"
    __table_args__ = (
        UniqueConstraint("user_id", "question_id"),
        Index("ix_refresher_cards_user_id", "user_id", "due_at"),
    )

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), index=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    mastered_at: Mapped[datetime]
    memory: Mapped[dict] = mapped_column(JSON)
    due_at: Mapped[datetime]
    turns: Mapped[int] = mapped_column(default=0)


class RefresherReview(Base):
    """One answer. `memory` is what was kept before it, so that another rating can be reckoned from there.

    `days` are whole days since the question was first answered right."""

    __tablename__ = "refresher_reviews"
    __table_args__ = (UniqueConstraint("card_id", "turn"),)

    id: Mapped[Id]
    card_id: Mapped[int] = mapped_column(ForeignKey("refresher_cards.id"))
    turn: Mapped[int]
    version_id: Mapped[int] = mapped_column(ForeignKey("question_versions.id"), index=True)
    response: Mapped[dict] = mapped_column(JSON)
    fraction: Mapped[float]
    rating: Mapped[int]
    memory: Mapped[dict] = mapped_column(JSON)
    days: Mapped[int]
    reviewed_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def is_right(self) -> bool:
        return self.rating > AGAIN
