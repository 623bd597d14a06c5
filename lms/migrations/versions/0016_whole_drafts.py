"""Drafts keep the tags of a topic, and what can be chosen in a poll."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("rest", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("drafts") as drafts:
        drafts.alter_column("rest", existing_type=sa.JSON(), server_default=None)


def downgrade():
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_column("rest")
