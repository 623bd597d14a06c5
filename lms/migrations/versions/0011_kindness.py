"""Tags of topics, bookmarks with reminders, reactions to posts, and thanks with a sentence."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WAITS = sa.text("remind_at IS NOT NULL")


def upgrade():
    with op.batch_alter_table("thanks") as thanks:
        thanks.add_column(sa.Column("sentence", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("thanks") as thanks:
        thanks.alter_column("sentence", existing_type=sa.String(), server_default=None)
    op.create_table(
        "post_reactions",
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_post_reactions_post_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_post_reactions_user_id"),
        sa.PrimaryKeyConstraint("post_id", "kind", "user_id", name="pk_post_reactions"),
    )
    op.create_index("ix_post_reactions_user_id", "post_reactions", ["user_id"])
    op.create_table(
        "bookmarks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("remind_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_bookmarks_post_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_bookmarks_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bookmarks"),
        sa.UniqueConstraint("user_id", "post_id", name="uq_bookmarks_user_id_post_id"),
    )
    op.create_index("ix_bookmarks_post_id", "bookmarks", ["post_id"])
    op.create_index("ix_bookmarks_reminders", "bookmarks", ["remind_at"], sqlite_where=WAITS, postgresql_where=WAITS)
    op.create_table(
        "tags",
        sa.Column("id", BIG, nullable=False),
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="fk_tags_space_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tags"),
        sa.UniqueConstraint("space_id", "name", name="uq_tags_space_id_name"),
    )
    op.create_table(
        "topic_tags",
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("tag_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name="fk_topic_tags_tag_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_topic_tags_topic_id"),
        sa.PrimaryKeyConstraint("topic_id", "tag_id", name="pk_topic_tags"),
    )
    op.create_index("ix_topic_tags_tag_id", "topic_tags", ["tag_id", "topic_id"])


def downgrade():
    for table in ("topic_tags", "tags", "bookmarks", "post_reactions"):
        op.drop_table(table)
    with op.batch_alter_table("thanks") as thanks:
        thanks.drop_column("sentence")
