"""Polls with their ballots."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "polls",
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("results", sa.String(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_polls_topic_id")),
        sa.PrimaryKeyConstraint("topic_id", name=op.f("pk_polls")),
    )
    op.create_table(
        "poll_ballots",
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("choices", sa.String(), nullable=False),
        sa.Column("user_id", BIG),
        sa.ForeignKeyConstraint(["topic_id"], ["polls.topic_id"], name=op.f("fk_poll_ballots_topic_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_poll_ballots_user_id")),
        sa.PrimaryKeyConstraint("topic_id", "mark", name=op.f("pk_poll_ballots")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_poll_ballots_user_id"), "poll_ballots", ["user_id"])


def downgrade():
    op.drop_table("poll_ballots")
    op.drop_table("polls")
