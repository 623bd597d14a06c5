"""Copies of articles that members are changing, kept while they write, with their images and files."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
IS_NEW = sa.text("suggestion_id IS NULL")


def upgrade():
    op.create_table(
        "suggestion_copies",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("suggestion_id", BIG, nullable=True),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("draft_by", BIG, nullable=False),
        sa.Column("draft_title", sa.String(), nullable=False),
        sa.Column("draft_summary", sa.String(), nullable=False),
        sa.Column("draft_body", sa.String(), nullable=False),
        sa.Column("draft_why", sa.String(), nullable=False),
        sa.Column("draft_version", BIG, nullable=False),
        sa.Column("draft_saved_at", MOMENT, nullable=False),
        sa.Column("draft_key", sa.String(), nullable=False),
        sa.Column("is_unsent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_suggestion_copies_article_id"),
        sa.ForeignKeyConstraint(["suggestion_id"], ["suggestions.id"], name="fk_suggestion_copies_suggestion_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["article_revisions.id"], name="fk_suggestion_copies_revision_id"),
        sa.ForeignKeyConstraint(["draft_by"], ["users.id"], name="fk_suggestion_copies_draft_by"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion_copies"),
        sa.UniqueConstraint("suggestion_id", name="uq_suggestion_copies_suggestion_id"),
    )
    op.create_index(
        "uq_suggestion_copies_new", "suggestion_copies", ["draft_by", "article_id"], unique=True, sqlite_where=IS_NEW,
        postgresql_where=IS_NEW,
    )  # fmt: skip
    op.create_index("ix_suggestion_copies_article_id", "suggestion_copies", ["article_id"])
    op.create_table(
        "suggestion_files",
        sa.Column("copy_id", BIG, nullable=False),
        sa.Column("file_id", BIG, nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["copy_id"], ["suggestion_copies.id"], name="fk_suggestion_files_copy_id"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_suggestion_files_file_id"),
        sa.PrimaryKeyConstraint("copy_id", "file_id", name="pk_suggestion_files"),
    )
    op.create_index("ix_suggestion_files_file_id", "suggestion_files", ["file_id"])


def downgrade():
    op.drop_table("suggestion_files")
    op.drop_table("suggestion_copies")
