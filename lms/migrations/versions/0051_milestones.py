"""What cohorts reach together, in whose name it is celebrated, and words for months after a training."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "milestones",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("topic_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_milestones_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_milestones_topic_id_topics"),
        sa.PrimaryKeyConstraint("id", name="pk_milestones"),
        sa.UniqueConstraint("cohort_id", "kind", "number", name="uq_milestones_cohort_id_kind_number"),
    )
    op.create_index("ix_milestones_topic_id", "milestones", ["topic_id"])
    op.create_table(
        "celebrations",
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_celebrations_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(["host_id"], ["users.id"], name="fk_celebrations_host_id_users"),
        sa.PrimaryKeyConstraint("cohort_id", name="pk_celebrations"),
    )
    op.create_table(
        "reunion_prompts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("months", BIG, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("topic_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_reunion_prompts_author_id_users"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_reunion_prompts_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_reunion_prompts_topic_id_topics"),
        sa.PrimaryKeyConstraint("id", name="pk_reunion_prompts"),
        sa.UniqueConstraint("cohort_id", "months", name="uq_reunion_prompts_cohort_id_months"),
    )
    op.create_index("ix_reunion_prompts_topic_id", "reunion_prompts", ["topic_id"])


def downgrade():
    op.drop_index("ix_reunion_prompts_topic_id", "reunion_prompts")
    op.drop_table("reunion_prompts")
    op.drop_table("celebrations")
    op.drop_index("ix_milestones_topic_id", "milestones")
    op.drop_table("milestones")
