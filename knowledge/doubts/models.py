"""The table of doubts: each a reason to look at an article again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

KINDS = ("outdated", "contradicted", "changed", "helped", "asked")
OPEN = text("settled_at IS NULL")


class Doubt(Base):
    """A reason to look again, open until somebody dealt with it; its sentence is for who keeps the article true.

    kind          by whom                                          source
    outdated      a reader, in a sentence                          none
    contradicted  a member, in a sentence                          post: the accepted answer
    changed       nobody: something it depends on says otherwise   lesson or article
    helped        nobody: fewer readers say that it helped         none
    asked         who looks after it, in a question                person: who keeps it true, and gives the `answer`
    """

    __tablename__ = "article_doubts"
    __table_args__ = (
        Index("ix_article_doubts_article_id", "article_id", "id"),
        Index("ix_article_doubts_open", "article_id", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    kind: Mapped[str]
    by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    sentence: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    source_kind: Mapped[str] = mapped_column(default="")
    source_id: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
