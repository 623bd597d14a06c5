"""Offers to lead a cohort."""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "hand_overs",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("from_id", BIG, nullable=False),
        sa.Column("to_id", BIG, nullable=False),
        sa.Column("stays", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("offered_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_hand_overs_cohort_id"),
        sa.ForeignKeyConstraint(["from_id"], ["users.id"], name="fk_hand_overs_from_id"),
        sa.ForeignKeyConstraint(["to_id"], ["users.id"], name="fk_hand_overs_to_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hand_overs"),
    )
    for column in ("cohort_id", "from_id", "to_id"):
        op.create_index(f"ix_hand_overs_{column}", "hand_overs", [column])


def downgrade():
    op.drop_table("hand_overs")
