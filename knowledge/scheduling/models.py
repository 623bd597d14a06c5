"""The table of scheduled publications: each says when a draft is to be published, by whom, and what became of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

OPEN = text("ending = ''")


class ArticleSchedule(Base):
    """It waits as long as `ending` is empty: then published, withdrawn, or refused, of which `problem` says why."""

    __tablename__ = "article_schedules"
    __table_args__ = (
        Index("ix_article_schedules_article_id", "article_id", "id"),
        Index("uq_article_schedules_open", "article_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    due_at: Mapped[datetime]
    why: Mapped[str] = mapped_column(default="")
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)
    ending: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(default="")
