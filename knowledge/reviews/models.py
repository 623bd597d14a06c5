"""The table of reviews: each asks one person to read a draft, and keeps what they answered."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

OPEN = text("ending = ''")
VERDICTS = ("approved", "changes")  # it can be published; something must change first


class ArticleReview(Base):
    """In review as long as `ending` is empty: then a verdict, withdrawn, or published without one.

    `version` is that of the draft when it was asked, or, once there is a verdict, of the draft that was read."""

    __tablename__ = "article_reviews"
    __table_args__ = (
        Index("ix_article_reviews_article_id", "article_id", "id"),
        Index("uq_article_reviews_open", "article_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int]
    ending: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
