"""Which event a conversation is about."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("topics") as table:
        table.add_column(sa.Column("event_id", BIG, nullable=True))
        table.create_foreign_key("fk_topics_event_id", "events", ["event_id"], ["id"])
        table.create_index("ix_topics_event_id", ["event_id"])


def downgrade():
    with op.batch_alter_table("topics") as table:
        table.drop_index("ix_topics_event_id")
        table.drop_constraint("fk_topics_event_id", type_="foreignkey")
        table.drop_column("event_id")
