"""What readers missed in an article waits until a writer dealt with it, whatever is published meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0085"
down_revision = "0084"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("article_votes", sa.Column("dealt_at", sa.DateTime(timezone=True), nullable=True))
    # What a newer text had already cleared stays cleared.
    op.execute(
        "UPDATE article_votes SET dealt_at = at WHERE revision_id NOT IN"
        " (SELECT revision_id FROM articles WHERE revision_id IS NOT NULL)"
    )


def downgrade():
    with op.batch_alter_table("article_votes") as table:
        table.drop_column("dealt_at")
