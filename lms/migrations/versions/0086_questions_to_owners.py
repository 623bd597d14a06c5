"""A question to who keeps an article true stays with it, and so does the answer."""

import sqlalchemy as sa
from alembic import op

revision = "0086"
down_revision = "0085"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("article_doubts") as table:
        table.add_column(sa.Column("answer", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("article_doubts") as table:
        table.alter_column("answer", existing_type=sa.String(), server_default=None)


def downgrade():
    # A question to one person is no reason to look again for everybody else.
    op.execute("DELETE FROM article_doubts WHERE kind = 'asked'")
    with op.batch_alter_table("article_doubts") as table:
        table.drop_column("answer")
