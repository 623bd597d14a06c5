"""What articles are and were called, and which article a title in double brackets means."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    titles = op.create_table(
        "article_titles",
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_titles_article_id"),
        sa.PrimaryKeyConstraint("article_id", "key", name="pk_article_titles"),
    )
    op.create_index("ix_article_titles_key", "article_titles", ["key"])
    op.create_table(
        "article_references",
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("target_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_references_article_id"),
        sa.ForeignKeyConstraint(["target_id"], ["articles.id"], name="fk_article_references_target_id"),
        sa.PrimaryKeyConstraint("article_id", "key", name="pk_article_references"),
    )
    op.create_index("ix_article_references_key", "article_references", ["key"])
    op.create_index("ix_article_references_target_id", "article_references", ["target_id"])
    revisions = sa.table("article_revisions", sa.column("article_id"), sa.column("title"), sa.column("published_at"))
    published = sa.select(revisions.c.article_id, revisions.c.title).where(revisions.c.published_at.is_not(None))
    called = {(row.article_id, _key(row.title)) for row in op.get_bind().execute(published)}
    if called:
        op.bulk_insert(titles, [{"article_id": number, "key": key} for number, key in sorted(called)])


def downgrade():
    op.drop_table("article_references")
    op.drop_table("article_titles")


def _key(title: str) -> str:
    """As knowledge/links/addresses.py had it when this was written."""
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())
