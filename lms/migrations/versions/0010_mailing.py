"""How often people want a digest, and what a mail tells of."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("users") as users:
        users.add_column(sa.Column("digest", sa.String(), nullable=False, server_default="weekly"))
        users.add_column(sa.Column("digested_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("mails") as mails:
        mails.add_column(sa.Column("about", sa.JSON(), nullable=False, server_default="{}"))


def downgrade():
    with op.batch_alter_table("mails") as mails:
        mails.drop_column("about")
    with op.batch_alter_table("users") as users:
        users.drop_column("digested_at")
        users.drop_column("digest")
