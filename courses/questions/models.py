"""The tables of the question bank: categories, questions, what was asked in each version, tags and images."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class QuestionCategory(Base):
    """A drawer of the bank of a course; drawers may stand in drawers."""

    __tablename__ = "question_categories"

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("question_categories.id"), index=True)
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]


class Question(Base):
    """A question as the bank keeps it; `audience_id` reads it where a lesson asks it, authors see it in the bank."""

    __tablename__ = "questions"

    id: Mapped[Id]
    category_id: Mapped[int] = mapped_column(ForeignKey("question_categories.id"), index=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("question_versions.id", use_alter=True))
    import_key: Mapped[str] = mapped_column(default="")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]


class QuestionVersion(Base):
    """What was asked from one moment on; never changed afterwards. `content` is described in kinds/fields.py.

    `rendered` holds the HTML of each Markdown text of the content under its path, such as `options.0.text`."""

    __tablename__ = "question_versions"
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    id: Mapped[Id]
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), index=True)
    number: Mapped[int]
    kind: Mapped[str]
    name: Mapped[str]
    content: Mapped[dict] = mapped_column(JSON)
    rendered: Mapped[dict] = mapped_column(JSON)
    renderer_version: Mapped[int] = mapped_column(default=0)
    points: Mapped[float] = mapped_column(default=1.0)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)


class QuestionTag(Base):
    __tablename__ = "question_tags"

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(primary_key=True)


class QuestionFile(Base):
    """An image or file a question shows."""

    __tablename__ = "question_files"

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"), primary_key=True, index=True)
    alt: Mapped[str] = mapped_column(default="")
