"""The table of what is said about drafts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class DraftComment(Base):
    """A comment about a draft, or with `parent_id` an answer to one; read by its writers and who reviews it.

    `quote` are the words of the passage it is about and `block` its key, empty for the whole draft; `version` is that of
    the draft it was said about. A comment, not an answer, is open until somebody calls it resolved. What was removed leaves
    its place, and `removal_reason` when somebody else than its author did it."""

    __tablename__ = "draft_comments"
    __table_args__ = (Index("ix_draft_comments_article_id", "article_id", "id"),)

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("draft_comments.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    version: Mapped[int]
    block: Mapped[str] = mapped_column(default="")
    quote: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removal_reason: Mapped[str] = mapped_column(default="")
