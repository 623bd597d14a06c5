"""Collections that stand in another collection."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("collections") as collections:
        collections.add_column(sa.Column("parent_id", BIG, nullable=True))
        collections.create_foreign_key("fk_collections_parent_id", "collections", ["parent_id"], ["id"])
        collections.create_index("ix_collections_parent_id", ["parent_id"])


def downgrade():
    with op.batch_alter_table("collections") as collections:
        collections.drop_index("ix_collections_parent_id")
        collections.drop_constraint("fk_collections_parent_id", type_="foreignkey")
        collections.drop_column("parent_id")
