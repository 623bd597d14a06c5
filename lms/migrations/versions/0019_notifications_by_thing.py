"""The index by which a notification is reworded or withdrawn for everybody who got it."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_notifications_thing", "notifications", ["thing"])


def downgrade():
    op.drop_index("ix_notifications_thing", "notifications")
