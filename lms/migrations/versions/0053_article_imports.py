"""Imports of articles, each with its receipt and what it made."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "article_imports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("collection_id", BIG, nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("started_by", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("steps_done", BIG, nullable=False),
        sa.Column("steps", BIG, nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_because", sa.String(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["collection_id"], ["collections.id"], name=op.f("fk_article_imports_collection_id")),
        sa.ForeignKeyConstraint(["started_by"], ["users.id"], name=op.f("fk_article_imports_started_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_imports")),
    )
    op.create_index(op.f("ix_article_imports_collection_id"), "article_imports", ["collection_id"])


def downgrade():
    op.drop_index(op.f("ix_article_imports_collection_id"), "article_imports")
    op.drop_table("article_imports")
