"""The tables of the knowledge base: collections with their openness, articles, revisions and votes."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.database import Base, Id, now

OPENNESS = ("broadcast", "discuss", "contribute")  # each allows what those before it allow


class Collection(Base):
    """Articles that belong together, with one owner, one audience and one level of openness, wherever the collection stands.

    `is_personal`: the stories of a member for one audience, which nobody else writes and no list of collections names."""

    __tablename__ = "collections"
    __table_args__ = (
        Index(
            "uq_collections_personal",
            "owner_id",
            "audience_id",
            unique=True,
            sqlite_where=text("is_personal"),
            postgresql_where=text("is_personal"),
        ),
    )

    id: Mapped[Id]
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("collections.id"), index=True)  # which has none itself
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    openness: Mapped[str] = mapped_column(default="discuss")
    language: Mapped[str] = mapped_column(default="en")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    archived_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    verified_for: Mapped[int] = mapped_column(default=365)  # days a verification lasts, unless chosen otherwise
    is_personal: Mapped[bool] = mapped_column(default=False)


class Article(Base):
    """One article in one language: the draft being written and the published revision as readers see it."""

    __tablename__ = "articles"
    __table_args__ = (
        Index("ix_articles_collection_id_published_at", "collection_id", "published_at"),
        Index("ix_articles_updated_at", "updated_at"),
    )

    id: Mapped[Id]
    collection_id: Mapped[int] = mapped_column(ForeignKey("collections.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    language: Mapped[str] = mapped_column(default="en")
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"), index=True)  # the same in another language
    draft_title: Mapped[str]
    draft_summary: Mapped[str] = mapped_column(default="")
    draft_body: Mapped[str] = mapped_column(default="")
    draft_version: Mapped[int] = mapped_column(default=1)
    draft_saved_at: Mapped[datetime] = mapped_column(default=now)
    draft_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    draft_key: Mapped[str] = mapped_column(default="")  # the open page that saved last: it cannot conflict with itself
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("article_revisions.id", use_alter=True))
    title: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    headings: Mapped[list] = mapped_column(JSON, default=list)
    blocks: Mapped[list] = mapped_column(JSON, default=list)
    renderer_version: Mapped[int] = mapped_column(default=0)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]  # when readers last saw other words
    archived_at: Mapped[datetime | None]
    helped_count: Mapped[int] = mapped_column(default=0)
    not_helped_count: Mapped[int] = mapped_column(default=0)
    # What the last verification says of it; its history is in knowledge/verification/models.py.
    verified_revision_id: Mapped[int | None] = mapped_column(ForeignKey("article_revisions.id", use_alter=True))
    verified_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    verified_at: Mapped[datetime | None]
    verified_until: Mapped[datetime | None] = mapped_column(index=True)
    is_changed_since: Mapped[bool] = mapped_column(default=False)  # it says something else than what was verified
    expired_at: Mapped[datetime | None]  # when it was noticed that the verification had run out
    obsolete_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]  # since when it waits for somebody to look at it again

    collection: Mapped[Collection] = relationship(lazy="raise_on_sql")

    @property
    def openness(self) -> str:
        return self.collection.openness

    @property
    def is_read(self) -> bool:
        """Whether anybody but its writers can find it."""
        return self.published_at is not None and self.archived_at is None


class ArticleRevision(Base):
    """A text of an article kept for good, by whom and when; its words are never changed afterwards.

    `audience_id` read it when it was published: who comes to read the article later does not read what was there before.
    Without `published_at` nobody read it: a draft that was set aside to make room for an older text."""

    __tablename__ = "article_revisions"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    number: Mapped[int]
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    html: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    kept_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    kept_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]


class ArticleFile(Base):
    """An image or file an article shows; whoever may read one of its articles may fetch it."""

    __tablename__ = "article_files"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"), primary_key=True, index=True)
    alt: Mapped[str] = mapped_column(default="")


class ArticleVote(Base):
    """Did this help? One answer per person and revision."""

    __tablename__ = "article_votes"
    __table_args__ = (
        UniqueConstraint("user_id", "revision_id"),
        Index("ix_article_votes_revision_id_at", "revision_id", "at"),
        Index("ix_article_votes_article_id_at", "article_id", "at"),
    )

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("article_revisions.id"))
    helped: Mapped[bool]
    missing: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)
    dealt_at: Mapped[datetime | None]  # a writer dealt with what was missing
