"""The tables of stories. A story is an article in its writer's own collection; these say where it is featured, and what was
reported and decided about it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class FeaturedStory(Base):
    """Who keeps a collection true shows a story in it; whoever reads both finds it there."""

    __tablename__ = "featured_stories"

    collection_id: Mapped[int] = mapped_column(ForeignKey("collections.id"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True, index=True)
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class StoryReport(Base):
    """Somebody says why a story should be looked at; who moderates reads it, with their name."""

    __tablename__ = "story_reports"
    __table_args__ = (Index("ix_story_reports_article_id", "article_id", "settled_at"),)

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    sentence: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class StoryHiding(Base):
    """Who moderates hid a story, for a reason its writer reads; without `ended_at` it is hidden now."""

    __tablename__ = "story_hidings"
    __table_args__ = (Index("ix_story_hidings_article_id", "article_id", "ended_at"),)

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
