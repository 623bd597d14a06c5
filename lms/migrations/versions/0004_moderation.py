"""Flags, reviews and the moderation log; posts that are hidden."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "flags",
        sa.Column("id", BIG, nullable=False),
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("flagged_at", MOMENT, nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_flags_post_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_flags_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_flags"),
        sa.UniqueConstraint("post_id", "user_id", name="uq_flags_post_id_user_id"),
    )
    op.create_index("ix_flags_user_id", "flags", ["user_id"])
    op.create_table(
        "reviews",
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("held_for", sa.String(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("decided_by", BIG, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("appeal", sa.String(), nullable=False),
        sa.Column("appealed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["users.id"], name="fk_reviews_decided_by"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_reviews_post_id"),
        sa.PrimaryKeyConstraint("post_id", name="pk_reviews"),
    )
    is_open = sa.text("state = 'open'")
    op.create_index("ix_reviews_open", "reviews", ["opened_at"], sqlite_where=is_open, postgresql_where=is_open)
    op.create_table(
        "moderation_log",
        sa.Column("id", BIG, nullable=False),
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("post_id", BIG, nullable=True),
        sa.Column("other_topic_id", BIG, nullable=True),
        sa.Column("other_space_id", BIG, nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", BIG, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_moderation_log_by_id"),
        sa.ForeignKeyConstraint(["other_space_id"], ["spaces.id"], name="fk_moderation_log_other_space_id"),
        sa.ForeignKeyConstraint(["other_topic_id"], ["topics.id"], name="fk_moderation_log_other_topic_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_moderation_log_post_id"),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="fk_moderation_log_space_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_moderation_log_topic_id"),
        sa.PrimaryKeyConstraint("id", name="pk_moderation_log"),
    )
    op.create_index("ix_moderation_log_space_id", "moderation_log", ["space_id", "id"])
    op.create_index("ix_moderation_log_topic_id", "moderation_log", ["topic_id"])
    op.create_index("ix_moderation_log_post_id", "moderation_log", ["post_id"])
    with op.batch_alter_table("posts") as posts:
        posts.add_column(sa.Column("hidden_at", MOMENT, nullable=True))


def downgrade():
    with op.batch_alter_table("posts") as posts:
        posts.drop_column("hidden_at")
    op.drop_table("moderation_log")
    op.drop_table("reviews")
    op.drop_table("flags")
