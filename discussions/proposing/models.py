"""The table of proposals: which conversation somebody would make an article of, and what editors made of that."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

STATES = ("open", "taken", "declined", "withdrawn")


class ArticleProposal(Base):
    """`about` is a member's own sentence, the only words of it editors read who do not read the conversation.

    `version` rises with each step, so that who decides decides about what they saw. `article_id` came of it."""

    __tablename__ = "article_proposals"
    __table_args__ = (
        Index(
            "uq_article_proposals_open",
            "topic_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_article_proposals_topic_id", "topic_id"),
        Index("ix_article_proposals_proposed_by", "proposed_by", "id"),
    )

    id: Mapped[Id]
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    about: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    version: Mapped[int] = mapped_column(default=1)
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(default="")
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"), index=True)

    @property
    def is_open(self) -> bool:
        return self.state == "open"
