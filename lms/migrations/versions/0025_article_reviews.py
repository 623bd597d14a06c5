"""Drafts of articles that somebody else reads before they are published."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("ending = ''")


def upgrade():
    op.create_table(
        "article_reviews",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("reviewer_id", BIG, nullable=False),
        sa.Column("asked_by", BIG, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("ending", sa.String(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_reviews_article_id"),
        sa.ForeignKeyConstraint(["reviewer_id"], ["users.id"], name="fk_article_reviews_reviewer_id"),
        sa.ForeignKeyConstraint(["asked_by"], ["users.id"], name="fk_article_reviews_asked_by"),
        sa.PrimaryKeyConstraint("id", name="pk_article_reviews"),
    )
    op.create_index("ix_article_reviews_article_id", "article_reviews", ["article_id", "id"])
    op.create_index("ix_article_reviews_reviewer_id", "article_reviews", ["reviewer_id"])
    op.create_index(
        "uq_article_reviews_open", "article_reviews", ["article_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )


def downgrade():
    op.drop_table("article_reviews")
