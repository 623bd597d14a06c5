"""The tables of copies somebody is changing, and of the images and files they put into them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

IS_NEW = text("suggestion_id IS NULL")


class SuggestionCopy(Base):
    """What one person (`draft_by`) is changing: a copy of an article, or with `suggestion_id` of what they suggested.

    One row per person and article, and per suggestion; `is_unsent` as long as it holds words that were not sent.
    `revision_id` is the text it began with, `draft_key` the open page that kept or sent it last."""

    __tablename__ = "suggestion_copies"
    __table_args__ = (
        Index(
            "uq_suggestion_copies_new", "draft_by", "article_id", unique=True, sqlite_where=IS_NEW, postgresql_where=IS_NEW
        ),
        Index("ix_suggestion_copies_article_id", "article_id"),
        UniqueConstraint("suggestion_id"),
    )  # fmt: skip

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey("suggestions.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("article_revisions.id"))
    draft_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    draft_title: Mapped[str] = mapped_column(default="")
    draft_summary: Mapped[str] = mapped_column(default="")
    draft_body: Mapped[str] = mapped_column(default="")
    draft_why: Mapped[str] = mapped_column(default="")
    draft_version: Mapped[int] = mapped_column(default=0)
    draft_saved_at: Mapped[datetime] = mapped_column(default=now)
    draft_key: Mapped[str] = mapped_column(default="")
    is_unsent: Mapped[bool] = mapped_column(default=False)


class SuggestionFile(Base):
    """An image or file in the new copy of a member, also when a sent suggestion shows it; `alt` is what an image shows."""

    __tablename__ = "suggestion_files"

    copy_id: Mapped[int] = mapped_column(ForeignKey("suggestion_copies.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"), primary_key=True, index=True)
    alt: Mapped[str] = mapped_column(default="")
