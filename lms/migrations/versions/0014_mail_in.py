"""Which mails came in, so that each is taken once."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "received_mails",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_received_mails_user_id"),
        sa.PrimaryKeyConstraint("key", name="pk_received_mails"),
    )
    op.create_index("ix_received_mails_user_id", "received_mails", ["user_id"])
    op.create_index("ix_received_mails_received_at", "received_mails", ["received_at"])


def downgrade():
    op.drop_index("ix_received_mails_received_at", "received_mails")
    op.drop_index("ix_received_mails_user_id", "received_mails")
    op.drop_table("received_mails")
