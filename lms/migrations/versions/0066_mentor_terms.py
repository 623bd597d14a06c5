"""For how many people and until when a mentor from an earlier cohort was asked."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "mentor_terms",
        sa.Column("membership_id", BIG, nullable=False),
        sa.Column("capacity", BIG, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("asked_by", BIG, nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["users.id"], name="fk_mentor_terms_asked_by"),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name="fk_mentor_terms_membership_id"),
        sa.PrimaryKeyConstraint("membership_id", name="pk_mentor_terms"),
    )
    op.create_index("ix_mentor_terms_until", "mentor_terms", ["until"])


def downgrade():
    op.drop_table("mentor_terms")
