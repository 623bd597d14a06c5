"""The tables of links: what an article leads to and depends on, what articles were ever called, and who calls them so."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base

KINDS = ("lesson", "article")


class ArticleLink(Base):
    """From a published text to a lesson or article; `is_chosen` when its editor says that it depends on that."""

    __tablename__ = "article_links"
    __table_args__ = (Index("ix_article_links_kind_object_id", "kind", "object_id"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    object_id: Mapped[int] = mapped_column(primary_key=True)
    is_chosen: Mapped[bool] = mapped_column(default=False)
    is_linked: Mapped[bool] = mapped_column(default=False)  # the text leads there


class OutsideLink(Base):
    """From a lesson, topic or post, as search names it, to an article its text leads to."""

    __tablename__ = "outside_links"
    __table_args__ = (Index("ix_outside_links_article_id", "article_id", "kind"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    object_id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)


class OutsideReference(Base):
    """`[[title]]` in a lesson, post or contribution and the article all its readers were led to; without one it stays as typed."""

    __tablename__ = "outside_references"
    __table_args__ = (Index("ix_outside_references_key", "key"), Index("ix_outside_references_target_id", "target_id"))

    kind: Mapped[str] = mapped_column(primary_key=True)
    object_id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    target_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"))


class ArticleTitle(Base):
    """What an article is or was called when readers saw it: `[[title]]` finds it under any of these."""

    __tablename__ = "article_titles"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True, index=True)


class ArticleReference(Base):
    """`[[title]]` in a published text, and the article it was found to mean; from then on it means that one.

    Without a target nobody has published an article of that title yet: the one who does is found."""

    __tablename__ = "article_references"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True, index=True)
    title: Mapped[str]  # as it stands in the text
    target_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"), index=True)
