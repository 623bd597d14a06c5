"""Who put the first steps away."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "welcome_ends",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_welcome_ends_user_id_users"),
        sa.PrimaryKeyConstraint("user_id", name="pk_welcome_ends"),
    )


def downgrade():
    op.drop_table("welcome_ends")
