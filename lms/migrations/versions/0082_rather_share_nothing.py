"""Who would rather share nothing about common ground says so once."""

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0081"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("memberships") as table:
        table.add_column(sa.Column("shares_nothing_at", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table("memberships") as table:
        table.drop_column("shares_nothing_at")
