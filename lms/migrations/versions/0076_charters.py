"""What each space is for: its charter, with a host and a day to look at it again."""

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0075"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "charters",
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("host_id", BIG, nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["users.id"], name="fk_charters_host_id_users"),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="fk_charters_space_id_spaces"),
        sa.PrimaryKeyConstraint("space_id", name="pk_charters"),
    )
    op.create_index("ix_charters_review_on", "charters", ["review_on"])


def downgrade():
    op.drop_index("ix_charters_review_on", "charters")
    op.drop_table("charters")
