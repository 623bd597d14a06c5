"""Answers that guests and members find at the help desk's form, and what a question costs the academy."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("deflections") as table:
        table.alter_column("user_id", existing_type=BIG, nullable=True)
        table.alter_column("space_id", existing_type=BIG, nullable=True)
        table.add_column(sa.Column("guest", sa.String(), nullable=True))
    op.create_index("ix_deflections_guest", "deflections", ["guest"])
    op.create_index("ix_deflections_at", "deflections", ["at"])
    op.create_table(
        "help_desk",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cost_cents", BIG, nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_help_desk"),
    )


def downgrade():
    op.drop_table("help_desk")
    op.drop_index("ix_deflections_at", "deflections")
    op.drop_index("ix_deflections_guest", "deflections")
    op.execute("DELETE FROM deflections WHERE user_id IS NULL OR space_id IS NULL")
    with op.batch_alter_table("deflections") as table:
        table.drop_column("guest")
        table.alter_column("space_id", existing_type=BIG, nullable=False)
        table.alter_column("user_id", existing_type=BIG, nullable=False)
