"""The table of search documents, and the index beside it: FTS5 on SQLite, a tsvector on PostgreSQL."""

from datetime import datetime

from sqlalchemy import DDL, JSON, ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id

KINDS = ("course", "lesson", "article", "topic", "post", "copy", "person")

# The audience stands inside the index as a token: filtering afterwards costs twenty times more at a million posts.
INDEX_ON_SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(audience, kind, title, body, "
    "tokenize='unicode61 remove_diacritics 2')"
)
INDEX_ON_POSTGRESQL = (
    "CREATE TABLE search_index (document_id bigint PRIMARY KEY REFERENCES search_documents (id) ON DELETE CASCADE, "
    "words tsvector NOT NULL)",
    "CREATE INDEX ix_search_index_words ON search_index USING gin (words)",
)


class SearchDocument(Base):
    """What can be found of one object in one language; `audience_id` says by whom."""

    __tablename__ = "search_documents"
    __table_args__ = (UniqueConstraint("kind", "object_id", "language"),)

    id: Mapped[Id]
    kind: Mapped[str]
    object_id: Mapped[int]
    language: Mapped[str]
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    title: Mapped[str]
    body: Mapped[str]
    url: Mapped[str]
    author_name: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    extra: Mapped[dict] = mapped_column(JSON, default=dict)
    weight: Mapped[float] = mapped_column(default=1.0)  # below 1 it ranks lower than its words say, above 1 higher


event.listen(SearchDocument.__table__, "after_create", DDL(INDEX_ON_SQLITE).execute_if(dialect="sqlite"))
for _statement in INDEX_ON_POSTGRESQL:
    event.listen(SearchDocument.__table__, "after_create", DDL(_statement).execute_if(dialect="postgresql"))
event.listen(
    SearchDocument.__table__, "before_drop", DDL("DROP TABLE IF EXISTS search_index").execute_if(dialect="sqlite")
)
event.listen(
    SearchDocument.__table__, "before_drop", DDL("DROP TABLE IF EXISTS search_index").execute_if(dialect="postgresql")
)
