"""Ideas with their votes and steps; when an accepted answer was changed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("topics") as topics:
        topics.add_column(sa.Column("answer_changed_at", sa.DateTime(timezone=True)))
    op.create_table(
        "ideas",
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("vote_count", BIG, nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_ideas_topic_id")),
        sa.PrimaryKeyConstraint("topic_id", name=op.f("pk_ideas")),
    )
    op.create_table(
        "idea_steps",
        sa.Column("id", BIG, nullable=False),
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("moved_by", BIG, nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["ideas.topic_id"], name=op.f("fk_idea_steps_topic_id")),
        sa.ForeignKeyConstraint(["moved_by"], ["users.id"], name=op.f("fk_idea_steps_moved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_steps")),
    )
    op.create_index(op.f("ix_idea_steps_topic_id"), "idea_steps", ["topic_id"])
    op.create_table(
        "idea_votes",
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("votes", BIG, nullable=False),
        sa.Column("cost", BIG, nullable=False),
        sa.Column("voted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["ideas.topic_id"], name=op.f("fk_idea_votes_topic_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_idea_votes_user_id")),
        sa.PrimaryKeyConstraint("topic_id", "user_id", name=op.f("pk_idea_votes")),
    )
    op.create_index(op.f("ix_idea_votes_user_id"), "idea_votes", ["user_id"])


def downgrade():
    op.drop_table("idea_votes")
    op.drop_table("idea_steps")
    op.drop_table("ideas")
    with op.batch_alter_table("topics") as topics:
        topics.drop_column("answer_changed_at")
