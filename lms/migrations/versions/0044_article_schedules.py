"""Drafts that are published by themselves at a chosen moment."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("ending = ''")


def upgrade():
    op.create_table(
        "article_schedules",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by", BIG, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("ending", sa.String(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_schedules_article_id"),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name="fk_article_schedules_by"),
        sa.PrimaryKeyConstraint("id", name="pk_article_schedules"),
    )
    op.create_index("ix_article_schedules_article_id", "article_schedules", ["article_id", "id"])
    op.create_index(
        "uq_article_schedules_open", "article_schedules", ["article_id"], unique=True, sqlite_where=OPEN,
        postgresql_where=OPEN,
    )  # fmt: skip


def downgrade():
    op.drop_table("article_schedules")
