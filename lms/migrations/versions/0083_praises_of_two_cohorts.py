"""Who named somebody in each of two cohorts that became one keeps both praises."""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0082"
branch_labels = None
depends_on = None

ONCE = "uq_praises_cohort_id_nominator_id_quarter"


def upgrade():
    with op.batch_alter_table("praises") as table:
        table.drop_constraint(ONCE, type_="unique")
        table.create_index("ix_praises_cohort_id", ["cohort_id", "quarter"])


def downgrade():
    # Where there are two, the earlier stays: the tables of before hold one.
    op.execute(
        sa.text(
            "DELETE FROM praises WHERE id NOT IN (SELECT min(id) FROM praises GROUP BY cohort_id, nominator_id, quarter)"
        )
    )
    with op.batch_alter_table("praises") as table:
        table.drop_index("ix_praises_cohort_id")
        table.create_unique_constraint(ONCE, ["cohort_id", "nominator_id", "quarter"])
