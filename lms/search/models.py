"""The table of search documents, and the index beside it: FTS5 on SQLite, a tsvector on PostgreSQL."""

from datetime import datetime

from sqlalchemy import DDL, JSON, ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id

KINDS = ("course", "lesson", "article", "contribution", "topic", "post", "copy", "event", "person")

# Every word of the index belongs to an audience (see entries.py): what a search costs follows from what its asker may see,
# however much others have. What hits are ranked by stands beside it, as plain words.
INDEX_ON_SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(tags, title_words, body_words, author_words, title UNINDEXED, "
    "body UNINDEXED, content='', contentless_delete=1, contentless_unindexed=1, "
    "tokenize=\"unicode61 remove_diacritics 2 tokenchars '_'\")"
)
INDEX_ON_POSTGRESQL = (
    "CREATE TABLE search_index (document_id bigint PRIMARY KEY REFERENCES search_documents (id) ON DELETE CASCADE, "
    "title text NOT NULL, body text NOT NULL, words tsvector NOT NULL)",
    "CREATE INDEX ix_search_index_words ON search_index USING gin (words)",
)
# FTS5 3.53 leaves behind what it kept of columns that are not indexed.
DROPS_INDEX = ("DROP TABLE IF EXISTS search_index", "DROP TABLE IF EXISTS search_index_content")


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
    index_version: Mapped[int] = mapped_column(default=0, index=True)  # with which its entry in the index was made


event.listen(SearchDocument.__table__, "after_create", DDL(INDEX_ON_SQLITE).execute_if(dialect="sqlite"))
for _statement in INDEX_ON_POSTGRESQL:
    event.listen(SearchDocument.__table__, "after_create", DDL(_statement).execute_if(dialect="postgresql"))
for _statement in DROPS_INDEX:
    event.listen(SearchDocument.__table__, "before_drop", DDL(_statement))
