"""Where courses and modules were copied from, and templates."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    with op.batch_alter_table("courses") as table:
        table.add_column(sa.Column("is_template", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("courses") as table:
        table.alter_column("is_template", existing_type=sa.Boolean(), server_default=None)
    for name in ("courses", "modules"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("copied_from_id", BIG, nullable=True))
            table.add_column(sa.Column("copied_at", MOMENT, nullable=True))
            table.create_foreign_key(f"fk_{name}_copied_from_id", name, ["copied_from_id"], ["id"])
            table.create_index(f"ix_{name}_copied_from_id", ["copied_from_id"])


def downgrade():
    for name in ("modules", "courses"):
        with op.batch_alter_table(name) as table:
            table.drop_index(f"ix_{name}_copied_from_id")
            table.drop_constraint(f"fk_{name}_copied_from_id", type_="foreignkey")
            table.drop_column("copied_at")
            table.drop_column("copied_from_id")
    with op.batch_alter_table("courses") as table:
        table.drop_column("is_template")
