"""What is said before a cohort begins and in its last week, and who is coming that chose to be shown."""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "phase_texts",
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("renderer_version", BIG, nullable=False),
        sa.Column("written_by", BIG, nullable=True),
        sa.Column("version", BIG, nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_phase_texts_cohort_id"),
        sa.ForeignKeyConstraint(["written_by"], ["users.id"], name="fk_phase_texts_written_by"),
        sa.PrimaryKeyConstraint("cohort_id", "phase", name="pk_phase_texts"),
    )
    op.create_table(
        "showings",
        sa.Column("membership_id", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name="fk_showings_membership_id"),
        sa.PrimaryKeyConstraint("membership_id", name="pk_showings"),
    )


def downgrade():
    op.drop_table("showings")
    op.drop_table("phase_texts")
