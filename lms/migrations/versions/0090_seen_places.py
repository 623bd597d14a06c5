"""Places about which questions recurred and somebody saw to that."""

import sqlalchemy as sa
from alembic import op

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0090"
down_revision = "0089"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "seen_places",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["seen_by"], ["users.id"], name="fk_seen_places_seen_by_users"),
        sa.PrimaryKeyConstraint("place", name="pk_seen_places"),
    )


def downgrade():
    op.drop_table("seen_places")
