"""Goals over figures with what was counted and their history, and the words kept with a report."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "goals",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("baseline", sa.Float()),
        sa.Column("target", sa.Float(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("owner_id", BIG, nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Float()),
        sa.Column("counted_n", sa.Integer(), nullable=False),
        sa.Column("counted_of", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True)),
        sa.Column("told_due_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_goals_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_goals_audience_id_audiences"),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_goals_owner_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_goals"),
    )
    op.create_index("ix_goals_audience_id", "goals", ["audience_id"])
    op.create_index("ix_goals_cohort_id", "goals", ["cohort_id", "id"])
    op.create_index("ix_goals_owner_id", "goals", ["owner_id"])
    op.create_table(
        "goal_counts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("goal_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", sa.Float()),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name="fk_goal_counts_goal_id_goals"),
        sa.PrimaryKeyConstraint("id", name="pk_goal_counts"),
    )
    op.create_index("ix_goal_counts_goal_id", "goal_counts", ["goal_id", "at"])
    op.create_table(
        "goal_steps",
        sa.Column("id", BIG, nullable=False),
        sa.Column("goal_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", BIG),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name="fk_goal_steps_goal_id_goals"),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name="fk_goal_steps_by_users"),
        sa.PrimaryKeyConstraint("id", name="pk_goal_steps"),
    )
    op.create_index("ix_goal_steps_goal_id", "goal_steps", ["goal_id", "id"])
    op.create_table(
        "reports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("written_by", BIG, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_reports_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_reports_audience_id_audiences"),
        sa.ForeignKeyConstraint(["written_by"], ["users.id"], name="fk_reports_written_by_users"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("audience_id", "period", name="uq_reports_audience_id_period"),
    )
    op.create_index("ix_reports_cohort_id", "reports", ["cohort_id"])


def downgrade():
    op.drop_index("ix_reports_cohort_id", "reports")
    op.drop_table("reports")
    op.drop_index("ix_goal_steps_goal_id", "goal_steps")
    op.drop_table("goal_steps")
    op.drop_index("ix_goal_counts_goal_id", "goal_counts")
    op.drop_table("goal_counts")
    for name in ("ix_goals_owner_id", "ix_goals_cohort_id", "ix_goals_audience_id"):
        op.drop_index(name, "goals")
    op.drop_table("goals")
