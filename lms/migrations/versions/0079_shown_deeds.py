"""Which kinds of what they did people show."""

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0078"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "shown_deeds",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_shown_deeds_user_id_users"),
        sa.PrimaryKeyConstraint("user_id", "kind", name="pk_shown_deeds"),
    )


def downgrade():
    op.drop_table("shown_deeds")
