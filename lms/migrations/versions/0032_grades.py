"""The gradebook: weights of the total, grades that were set, and which attempts of a quiz count, each with its past."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "grade_weightings",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("made_by", BIG, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_grade_weightings_cohort_id"),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name="fk_grade_weightings_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_grade_weightings"),
    )
    op.create_index("ix_grade_weightings_cohort_id", "grade_weightings", ["cohort_id", "id"])
    op.create_table(
        "grade_overrides",
        sa.Column("id", BIG, nullable=False),
        sa.Column("membership_id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("before", sa.Float(), nullable=True),
        sa.Column("percent", sa.Float(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by", BIG, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name="fk_grade_overrides_membership_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_grade_overrides_lesson_id"),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name="fk_grade_overrides_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_grade_overrides"),
    )
    op.create_index("ix_grade_overrides_membership_id", "grade_overrides", ["membership_id", "lesson_id", "id"])
    op.create_index("ix_grade_overrides_lesson_id", "grade_overrides", ["lesson_id"])
    op.create_table(
        "quiz_counts_changes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("made_by", BIG, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_quiz_counts_changes_lesson_id"),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name="fk_quiz_counts_changes_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_counts_changes"),
    )
    op.create_index("ix_quiz_counts_changes_lesson_id", "quiz_counts_changes", ["lesson_id"])


def downgrade():
    op.drop_table("quiz_counts_changes")
    op.drop_table("grade_overrides")
    op.drop_table("grade_weightings")
