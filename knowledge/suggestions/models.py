"""The tables of suggestions: a copy of an article somebody changed, and what happened to it and was said about it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from knowledge.models import Article
from lms.database import Base, Id, now

OPEN = ("open", "changes")  # waits for who writes the article; waits for its author
STATES = (*OPEN, "merged", "declined", "withdrawn")


class Suggestion(Base):
    """What a member would have an article say, and why; `revision_id` is the text it began with.

    `version` rises with each change of its words or state. `merged_id` is the revision it became part of: whoever
    wrote a merged suggestion is one of the people the article is by."""

    __tablename__ = "suggestions"
    __table_args__ = (
        Index("ix_suggestions_article_id", "article_id", "id"),
        Index("ix_suggestions_author_id", "author_id", "id"),
    )

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("article_revisions.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    why: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    version: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    merged_id: Mapped[int | None] = mapped_column(ForeignKey("article_revisions.id"), index=True)

    article: Mapped[Article] = relationship(lazy="raise_on_sql")

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class SuggestionEvent(Base):
    """What somebody did with a suggestion or said about it, in the order it happened.

    `kind`: suggested, changed (its words), said, or the state it came to."""

    __tablename__ = "suggestion_events"
    __table_args__ = (Index("ix_suggestion_events_suggestion_id", "suggestion_id", "id"),)

    id: Mapped[Id]
    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestions.id"))
    kind: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
