"""The index knows authors, places, months and states."""

import sqlalchemy as sa
from alembic import op

from lms.search.models import DROPS_INDEX, INDEX_ON_POSTGRESQL, INDEX_ON_SQLITE

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

# kind → what its documents say of the place they stand in: the key, and where its number is found
PLACES = {
    "post": ("space_id", "SELECT t.space_id FROM posts p JOIN topics t ON t.id = p.topic_id WHERE p.id = search_documents.object_id"),
    "course": ("course_id", "SELECT search_documents.object_id"),
    "article": ("collection_id", "SELECT collection_id FROM articles WHERE articles.id = search_documents.object_id"),
    "event": ("cohort_id", "SELECT cohort_id FROM events WHERE events.id = search_documents.object_id"),
}


def upgrade():
    op.add_column("search_documents", sa.Column("index_version", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_index("ix_search_documents_index_version", "search_documents", ["index_version"])
    for kind, (key, number) in PLACES.items():
        _say_place(kind, key, number)
    for statement in DROPS_INDEX:
        op.execute(statement)
    for statement in INDEX_ON_POSTGRESQL if _on_postgresql() else (INDEX_ON_SQLITE,):
        op.execute(statement)  # filled by the migration that makes the index of today


def downgrade():
    op.drop_index("ix_search_documents_index_version", "search_documents")
    op.drop_column("search_documents", "index_version")
    for statement in DROPS_INDEX:
        op.execute(statement)
    if _on_postgresql():
        op.execute(
            "CREATE TABLE search_index (document_id bigint PRIMARY KEY REFERENCES search_documents (id) ON DELETE CASCADE, "
            "words tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_search_index_words ON search_index USING gin (words)")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5(audience, kind, title, body, "
            "tokenize='unicode61 remove_diacritics 2')"
        )


def _say_place(kind: str, key: str, number: str) -> None:
    said = (
        f"(extra::jsonb || jsonb_build_object('{key}', ({number})))::json"
        if _on_postgresql()
        else f"json_set(extra, '$.{key}', ({number}))"
    )
    op.execute(f"UPDATE search_documents SET extra = {said} WHERE kind = '{kind}' AND EXISTS ({number})")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
