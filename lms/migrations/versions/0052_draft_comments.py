"""What writers and a reviewer say to each other about a draft."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "draft_comments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("parent_id", BIG, nullable=True),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("block", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.Column("resolved_at", MOMENT, nullable=True),
        sa.Column("resolved_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_draft_comments_article_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["draft_comments.id"], name="fk_draft_comments_parent_id"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_draft_comments_author_id"),
        sa.ForeignKeyConstraint(["resolved_by"], ["users.id"], name="fk_draft_comments_resolved_by"),
        sa.PrimaryKeyConstraint("id", name="pk_draft_comments"),
    )
    op.create_index("ix_draft_comments_article_id", "draft_comments", ["article_id", "id"])
    op.create_index("ix_draft_comments_parent_id", "draft_comments", ["parent_id"])
    op.create_index("ix_draft_comments_author_id", "draft_comments", ["author_id"])


def downgrade():
    op.drop_table("draft_comments")
