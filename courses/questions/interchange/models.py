"""The table of question imports."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class QuestionImport(Base):
    """One question file: what it would bring (`preview`), then what it brought (`receipt`, `made`), until it is undone."""

    __tablename__ = "question_imports"

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), index=True)
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("question_categories.id")
    )  # where it goes; None: the top
    source_name: Mapped[str]
    source_key: Mapped[str] = mapped_column(default="")
    source_digest: Mapped[str] = mapped_column(default="")
    preview: Mapped[dict] = mapped_column(JSON, default=dict)
    receipt: Mapped[dict] = mapped_column(JSON, default=dict)
    made: Mapped[dict] = mapped_column(JSON, default=dict)  # questions, categories: their ids
    started_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
