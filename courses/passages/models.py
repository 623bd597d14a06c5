"""The table of passages: what is proposed for the lessons of a course, and what its authors made of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courses.models import Course
from knowledge.models import Article
from lms.database import Base, Id, now

STATES = ("open", "taken", "declined", "withdrawn")


class LessonPassage(Base):
    """Words of the revision `revision_id` of an article; quotes of other people stay where their writers said yes to them.

    `version` rises with each step, so that who decides decides about what they saw. `lesson_id` took it over."""

    __tablename__ = "lesson_passages"
    __table_args__ = (
        Index("ix_lesson_passages_course_id", "course_id", "id"),
        Index("ix_lesson_passages_article_id", "article_id", "id"),
    )

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("article_revisions.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    words: Mapped[str]
    why: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    version: Mapped[int] = mapped_column(default=1)
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(default="")
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id"))

    article: Mapped[Article] = relationship(lazy="raise_on_sql")
    course: Mapped[Course] = relationship(lazy="raise_on_sql")

    @property
    def is_open(self) -> bool:
        return self.state == "open"
