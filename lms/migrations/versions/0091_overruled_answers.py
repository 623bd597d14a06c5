"""An answer keeps its automatic grade while the grade of a person counts instead."""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0090"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("quiz_answers") as table:
        table.add_column(sa.Column("automatic", sa.Float()))


def downgrade():
    with op.batch_alter_table("quiz_answers") as table:
        table.drop_column("automatic")
