"""What people of a cohort say of each other for the spotlight."""

import sqlalchemy as sa
from alembic import op

revision = "0078"
down_revision = "0077"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "praises",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("nominator_id", BIG, nullable=False),
        sa.Column("nominee_id", BIG, nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("may_leave", sa.Boolean(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.Column("audience_id", BIG, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_praises_audience_id_audiences"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_praises_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(["nominator_id"], ["users.id"], name="fk_praises_nominator_id_users"),
        sa.ForeignKeyConstraint(["nominee_id"], ["users.id"], name="fk_praises_nominee_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_praises"),
        sa.UniqueConstraint(
            "cohort_id", "nominator_id", "quarter", name="uq_praises_cohort_id_nominator_id_quarter"
        ),
    )
    for column in ("audience_id", "nominator_id", "nominee_id"):
        op.create_index(f"ix_praises_{column}", "praises", [column])


def downgrade():
    op.drop_table("praises")
