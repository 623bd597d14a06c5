"""The tables of contributions: what members add under an article, what it said before, and whom it was useful to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from knowledge.models import Article
from lms.database import Base, Id, now

KINDS = ("experience", "case")  # a question becomes a conversation about the article
STATES = ("shown", "withdrawn", "hidden")


class Contribution(Base):
    """What somebody adds from their own work, for who read the article then: `audience_id` grows by its author's yes alone.

    `kept_from_id`: the readers its author said no to.
    `version` rises with each change of its words or state. `placed_at`: its words were put in the draft of the article;
    `taken_id` is the first published text that named it: from then on its author is one of those the article is by."""

    __tablename__ = "contributions"
    __table_args__ = (
        Index("ix_contributions_article_id", "article_id", "id"),
        Index("ix_contributions_author_id", "author_id", "id"),
    )

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    kept_from_id: Mapped[int | None] = mapped_column(ForeignKey("audiences.id"))
    kind: Mapped[str]
    body: Mapped[str]
    html: Mapped[str]
    renderer_version: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="shown")
    reason: Mapped[str] = mapped_column(default="")  # why it is hidden
    version: Mapped[int] = mapped_column(default=1)
    useful_count: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    placed_at: Mapped[datetime | None]
    placed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    taken_id: Mapped[int | None] = mapped_column(ForeignKey("article_revisions.id"), index=True)

    article: Mapped[Article] = relationship(lazy="raise_on_sql")

    @property
    def is_shown(self) -> bool:
        return self.state == "shown"


class ContributionRevision(Base):
    """What a contribution said before an edit."""

    __tablename__ = "contribution_revisions"
    __table_args__ = (UniqueConstraint("contribution_id", "number"),)

    id: Mapped[Id]
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"))
    number: Mapped[int]
    body: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=now)


class ContributionMark(Base):
    """It was useful to somebody: once per person."""

    __tablename__ = "contribution_marks"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(default=now)
