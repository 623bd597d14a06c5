"""What was said about a draft is changed and removed by its author, and removed by its writers for a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    with op.batch_alter_table("draft_comments") as table:
        table.add_column(sa.Column("edited_at", MOMENT, nullable=True))
        table.add_column(sa.Column("removed_at", MOMENT, nullable=True))
        table.add_column(sa.Column("removed_by", BIG, nullable=True))
        table.add_column(sa.Column("removal_reason", sa.String(), nullable=False, server_default=""))
        table.create_foreign_key("fk_draft_comments_removed_by", "users", ["removed_by"], ["id"])
    with op.batch_alter_table("draft_comments") as table:
        table.alter_column("removal_reason", server_default=None)


def downgrade():
    with op.batch_alter_table("draft_comments") as table:
        table.drop_constraint("fk_draft_comments_removed_by", type_="foreignkey")
        for column in ("removal_reason", "removed_by", "removed_at", "edited_at"):
            table.drop_column(column)
