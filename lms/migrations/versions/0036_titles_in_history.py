"""The history of a post keeps the title that stood above it."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("post_revisions") as table:
        table.add_column(sa.Column("title", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("post_revisions") as table:
        table.alter_column("title", existing_type=sa.String(), server_default=None)


def downgrade():
    with op.batch_alter_table("post_revisions") as table:
        table.drop_column("title")
