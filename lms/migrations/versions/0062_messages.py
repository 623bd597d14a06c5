"""Messages from one person to another."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.add_column("users", sa.Column("can_be_contacted", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_table(
        "correspondences",
        sa.Column("id", BIG, nullable=False),
        sa.Column("lower_id", BIG, nullable=False),
        sa.Column("higher_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("lower_id < higher_id", name="ck_correspondences_two_people"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_correspondences_audience_id_audiences"),
        sa.ForeignKeyConstraint(["higher_id"], ["users.id"], name="fk_correspondences_higher_id_users"),
        sa.ForeignKeyConstraint(["lower_id"], ["users.id"], name="fk_correspondences_lower_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_correspondences"),
        sa.UniqueConstraint("audience_id", name="uq_correspondences_audience_id"),
        sa.UniqueConstraint("lower_id", "higher_id", name="uq_correspondences_lower_id_higher_id"),
    )
    op.create_index("ix_correspondences_higher_id", "correspondences", ["higher_id"])
    op.create_table(
        "messages",
        sa.Column("id", BIG, nullable=False),
        sa.Column("correspondence_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_messages_audience_id_audiences"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_messages_author_id_users"),
        sa.ForeignKeyConstraint(
            ["correspondence_id"], ["correspondences.id"], name="fk_messages_correspondence_id_correspondences"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
    )
    op.create_index("ix_messages_audience_id", "messages", ["audience_id"])
    op.create_index("ix_messages_author_id", "messages", ["author_id"])
    op.create_index("ix_messages_correspondence_id", "messages", ["correspondence_id", "id"])


def downgrade():
    op.drop_index("ix_messages_correspondence_id", "messages")
    op.drop_index("ix_messages_author_id", "messages")
    op.drop_index("ix_messages_audience_id", "messages")
    op.drop_table("messages")
    op.drop_index("ix_correspondences_higher_id", "correspondences")
    op.drop_table("correspondences")
    op.drop_column("users", "can_be_contacted")
