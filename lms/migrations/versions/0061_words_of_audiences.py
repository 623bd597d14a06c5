"""Every word of the index belongs to an audience; the index is made anew from the documents."""

import sqlalchemy as sa
from alembic import op

from lms.search.actions import WRITE_ENTRY
from lms.search.entries import INDEX_VERSION, entry
from lms.search.models import DROPS_INDEX, INDEX_ON_POSTGRESQL, INDEX_ON_SQLITE

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade():
    for statement in (*DROPS_INDEX, *(INDEX_ON_POSTGRESQL if _on_postgresql() else (INDEX_ON_SQLITE,))):
        op.execute(statement)
    _fill()


def downgrade():
    """The index as it was, empty: `flask render-again` of that version fills it."""
    op.execute("UPDATE search_documents SET index_version = 0")
    if _on_postgresql():
        op.execute("DELETE FROM search_index")
        return
    for statement in DROPS_INDEX:
        op.execute(statement)
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(audience, tags, title, body, author, "
        "tokenize='unicode61 remove_diacritics 2')"
    )


def _fill() -> None:
    bind = op.get_bind()
    documents = sa.table(
        "search_documents",
        *(sa.column(name) for name in ("id", "kind", "audience_id", "title", "body", "language", "author_name")),
        sa.column("weight", sa.Float),
        sa.column("at", sa.DateTime(timezone=True)),
        sa.column("extra", sa.JSON),
    )
    last = 0
    while rows := bind.execute(sa.select(documents).where(documents.c.id > last).order_by("id").limit(1000)).all():
        last = rows[-1].id
        bind.execute(sa.text(WRITE_ENTRY[_on_postgresql()]), [{"id": row.id, **entry(row)} for row in rows])
    bind.execute(sa.text(f"UPDATE search_documents SET index_version = {INDEX_VERSION}"))


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
