"""Whether cohorts see this month beside their own months before: not until somebody chooses."""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("academy") as table:
        table.add_column(sa.Column("shows_meter", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("academy") as table:
        table.alter_column("shows_meter", existing_type=sa.Boolean(), server_default=None)


def downgrade():
    with op.batch_alter_table("academy") as table:
        table.drop_column("shows_meter")
