"""The tables of verification: who may verify in a collection, and every verification there was."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

KINDS = ("verified", "obsolete", "revived")
PERIODS = (90, 180, 365, 730)  # days


class Verifier(Base):
    """Somebody whose name stands for the articles of a collection."""

    __tablename__ = "verifiers"

    collection_id: Mapped[int] = mapped_column(ForeignKey("collections.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    added_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime] = mapped_column(default=now)


class Verification(Base):
    """Something somebody said of an article: this text is right until then, it is obsolete, or it is not after all.

    Never changed afterwards. What an article shows (`articles.verified_…`) follows from these rows and its revisions."""

    __tablename__ = "verifications"
    __table_args__ = (Index("ix_verifications_article_id", "article_id", "id"),)

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    kind: Mapped[str]
    revision_id: Mapped[int] = mapped_column(ForeignKey("article_revisions.id"))
    by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime | None]  # of a verification
    why: Mapped[str] = mapped_column(default="")
