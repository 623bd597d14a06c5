"""What a question costs is kept with the day it holds from, so that another cost changes no figure of before."""

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0086"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("help_desk") as table:
        table.add_column(sa.Column("costs", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    with op.batch_alter_table("help_desk") as table:
        table.alter_column("costs", existing_type=sa.JSON(), server_default=None)


def downgrade():
    with op.batch_alter_table("help_desk") as table:
        table.drop_column("costs")
