"""The index on SQLite keeps the tokens it holds, so that hits are ranked without counting words through the whole of it."""

import sqlalchemy as sa
from alembic import op

from lms.search.words import tokens

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = "audience, kind, title, body"
TOKENIZED = "tokenize='unicode61 remove_diacritics 2'"


def upgrade():
    _make_again("")
    _fill()


def downgrade():
    _make_again("content='', contentless_delete=1, ")
    _fill()


def _make_again(options: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
        op.execute(f"CREATE VIRTUAL TABLE search_index USING fts5({COLUMNS}, {options}{TOKENIZED})")


def _fill() -> None:
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        return
    documents = bind.execute(
        sa.text("SELECT id, audience_id, kind, title, body, author_name, language FROM search_documents")
    )
    for rows in documents.partitions(1000):
        bind.execute(
            sa.text(f"INSERT INTO search_index (rowid, {COLUMNS}) VALUES (:id, :audience, :kind, :title, :body)"),
            [
                {
                    "id": row.id,
                    "audience": f"aud{row.audience_id}",
                    "kind": row.kind,
                    "title": tokens(row.title, row.language),
                    "body": tokens(f"{row.body} {row.author_name}", row.language),
                }
                for row in rows
            ],
        )
