"""Roles people are asked to take on for a time."""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "earned_roles",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cohort_id", BIG, nullable=True),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=True),
        sa.Column("mandate", sa.String(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("offered_by", BIG, nullable=False),
        sa.Column("offered_at", MOMENT, nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answer_words", sa.String(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.Column("ended_words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_earned_roles_audience_id_audiences"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_earned_roles_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(["offered_by"], ["users.id"], name="fk_earned_roles_offered_by_users"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_earned_roles_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_earned_roles"),
    )
    for column in ("audience_id", "cohort_id", "ended_at", "offered_by", "user_id"):
        op.create_index(f"ix_earned_roles_{column}", "earned_roles", [column])


def downgrade():
    op.drop_table("earned_roles")
