"""The index people are listed by: SQLite lost it when later columns were added to their table."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index(
        "ix_users_name_lower", "users", [sa.literal_column("lower(name)"), "id"], unique=False, if_not_exists=True
    )


def downgrade():
    """It belongs to the first tables, and stays."""
