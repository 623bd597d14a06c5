"""Badges that holders of roles make and share."""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "role_badges",
        sa.Column("role_id", BIG, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("shows_name", sa.Boolean(), nullable=False),
        sa.Column("shows_cohort", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("badge", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["earned_roles.id"], name="fk_role_badges_role_id_earned_roles"),
        sa.PrimaryKeyConstraint("role_id", name="pk_role_badges"),
        sa.UniqueConstraint("code", name="uq_role_badges_code"),
    )


def downgrade():
    op.drop_table("role_badges")
