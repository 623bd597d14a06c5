"""The sites whose videos may play within the pages of the academy: none, until somebody chooses."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("academy") as table:
        table.add_column(sa.Column("video_hosts", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("academy") as table:
        table.alter_column("video_hosts", existing_type=sa.JSON(), server_default=None)


def downgrade():
    with op.batch_alter_table("academy") as table:
        table.drop_column("video_hosts")
