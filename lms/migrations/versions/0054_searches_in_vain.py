"""What people searched for and did not find, in groups, without their names."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "search_groups",
        sa.Column("id", BIG, nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("handled_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_search_groups"),
        sa.UniqueConstraint("meaning", name="uq_search_groups_meaning"),
    )
    op.create_table(
        "search_misses",
        sa.Column("id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("asker", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["search_groups.id"], name="fk_search_misses_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_search_misses"),
        sa.UniqueConstraint("group_id", "asker", name="uq_search_misses_group_id"),
    )
    op.create_index("ix_search_misses_asker", "search_misses", ["asker", "at"])
    op.create_index("ix_search_misses_at", "search_misses", ["at"])


def downgrade():
    op.drop_table("search_misses")
    op.drop_table("search_groups")
