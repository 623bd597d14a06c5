"""What was said in a span of time is found without reading what was said."""

from alembic import op

revision = "0077"
down_revision = "0076"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_posts_created_at", "posts", ["created_at", "deleted_at", "author_id", "topic_id"])


def downgrade():
    op.drop_index("ix_posts_created_at", "posts")
