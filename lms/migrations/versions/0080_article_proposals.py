"""Proposals of articles: answers that members propose as articles, and what editors made of that."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0079"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "article_proposals",
        sa.Column("id", BIG, nullable=False),
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("proposed_by", BIG, nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", BIG),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("article_id", BIG),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_article_proposals_topic_id"),
        sa.ForeignKeyConstraint(["proposed_by"], ["users.id"], name="fk_article_proposals_proposed_by"),
        sa.ForeignKeyConstraint(["decided_by"], ["users.id"], name="fk_article_proposals_decided_by"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_proposals_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_article_proposals"),
    )
    which = sa.text("state = 'open'")
    op.create_index(
        "uq_article_proposals_open", "article_proposals", ["topic_id"], unique=True, sqlite_where=which, postgresql_where=which
    )
    op.create_index("ix_article_proposals_topic_id", "article_proposals", ["topic_id"])
    op.create_index("ix_article_proposals_proposed_by", "article_proposals", ["proposed_by", "id"])
    op.create_index("ix_article_proposals_article_id", "article_proposals", ["article_id"])


def downgrade():
    op.drop_table("article_proposals")
