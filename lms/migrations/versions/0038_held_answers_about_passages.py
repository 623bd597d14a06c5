"""Held answers remember the passage they are about."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("held_answers") as table:
        table.add_column(sa.Column("about", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("about_quote", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("held_answers") as table:
        table.alter_column("about", existing_type=sa.String(), server_default=None)
        table.alter_column("about_quote", existing_type=sa.String(), server_default=None)


def downgrade():
    with op.batch_alter_table("held_answers") as table:
        table.drop_column("about_quote")
        table.drop_column("about")
