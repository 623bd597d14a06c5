"""Which passage a reply is about."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "post_anchors",
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=True),
        sa.Column("article_id", BIG, nullable=True),
        sa.Column("anchor_key", sa.String(), nullable=False),
        sa.Column("anchor_quote", sa.String(), nullable=False),
        sa.Column("anchor_language", sa.String(), nullable=False),
        sa.Column("anchor_lost", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_post_anchors_article_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_post_anchors_lesson_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_post_anchors_post_id"),
        sa.PrimaryKeyConstraint("post_id", name="pk_post_anchors"),
    )
    op.create_index("ix_post_anchors_lesson_id", "post_anchors", ["lesson_id"])
    op.create_index("ix_post_anchors_article_id", "post_anchors", ["article_id"])


def downgrade():
    op.drop_index("ix_post_anchors_article_id", "post_anchors")
    op.drop_index("ix_post_anchors_lesson_id", "post_anchors")
    op.drop_table("post_anchors")
