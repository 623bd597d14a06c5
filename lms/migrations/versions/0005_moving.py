"""Where merged topics went, slow mode, and the academy's rules for conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("topics") as topics:
        topics.add_column(sa.Column("merged_into_id", BIG, nullable=True))
        topics.add_column(sa.Column("slow_minutes", BIG, nullable=True))
        topics.add_column(sa.Column("slow_until", sa.DateTime(timezone=True), nullable=True))
        topics.create_foreign_key("fk_topics_merged_into_id", "topics", ["merged_into_id"], ["id"])
        topics.create_index("ix_topics_merged_into_id", ["merged_into_id"])
    op.create_table(
        "conversation_rules",
        sa.Column("id", BIG, nullable=False),
        sa.Column("refused_words", sa.String(), nullable=False),
        sa.Column("held_words", sa.String(), nullable=False),
        sa.Column("newcomer_days", BIG, nullable=False),
        sa.Column("newcomer_posts", BIG, nullable=False),
        sa.Column("newcomer_links", BIG, nullable=False),
        sa.Column("newcomer_mentions", BIG, nullable=False),
        sa.Column("hides_at", BIG, nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversation_rules"),
    )


def downgrade():
    op.drop_table("conversation_rules")
    with op.batch_alter_table("topics") as topics:
        topics.drop_index("ix_topics_merged_into_id")
        topics.drop_constraint("fk_topics_merged_into_id", type_="foreignkey")
        topics.drop_column("slow_until")
        topics.drop_column("slow_minutes")
        topics.drop_column("merged_into_id")
