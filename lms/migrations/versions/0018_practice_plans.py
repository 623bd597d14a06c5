"""Practice plans with their check-ins, and what others say under them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WAITS = sa.text("asked_at IS NULL")


def upgrade():
    op.create_table(
        "practice_plans",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("module_id", BIG, nullable=True),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("own_audience_id", BIG, nullable=False),
        sa.Column("sharing", sa.String(), nullable=False),
        sa.Column("buddy_id", BIG, nullable=True),
        sa.Column("buddy_state", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("sign", sa.String(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_practice_plans_cohort_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_practice_plans_user_id"),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name="fk_practice_plans_module_id"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_practice_plans_audience_id"),
        sa.ForeignKeyConstraint(["own_audience_id"], ["audiences.id"], name="fk_practice_plans_own_audience_id"),
        sa.ForeignKeyConstraint(["buddy_id"], ["users.id"], name="fk_practice_plans_buddy_id"),
        sa.PrimaryKeyConstraint("id", name="pk_practice_plans"),
    )
    op.create_index("ix_practice_plans_cohort_id", "practice_plans", ["cohort_id", "id"])
    for column in ("user_id", "audience_id", "buddy_id"):
        op.create_index(f"ix_practice_plans_{column}", "practice_plans", [column])
    op.create_table(
        "check_ins",
        sa.Column("id", BIG, nullable=False),
        sa.Column("plan_id", BIG, nullable=False),
        sa.Column("days", BIG, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["practice_plans.id"], name="fk_check_ins_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_check_ins"),
        sa.UniqueConstraint("plan_id", "days", name="uq_check_ins_plan_id_days"),
    )
    op.create_index("ix_check_ins_waiting", "check_ins", ["due_at"], sqlite_where=WAITS, postgresql_where=WAITS)
    op.create_table(
        "plan_notes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("plan_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("removed_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["practice_plans.id"], name="fk_plan_notes_plan_id"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_plan_notes_audience_id"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_plan_notes_author_id"),
        sa.ForeignKeyConstraint(["removed_by"], ["users.id"], name="fk_plan_notes_removed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_notes"),
    )
    op.create_index("ix_plan_notes_plan_id", "plan_notes", ["plan_id", "id"])
    op.create_index("ix_plan_notes_author_id", "plan_notes", ["author_id"])


def downgrade():
    op.drop_table("plan_notes")
    op.drop_table("check_ins")
    op.drop_table("practice_plans")
