"""What titles in brackets mean in lessons, posts and contributions."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "outside_references",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("object_id", BIG, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("target_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["target_id"], ["articles.id"], name="fk_outside_references_target_id"),
        sa.PrimaryKeyConstraint("kind", "object_id", "key", name="pk_outside_references"),
    )
    op.create_index("ix_outside_references_key", "outside_references", ["key"])
    op.create_index("ix_outside_references_target_id", "outside_references", ["target_id"])


def downgrade():
    op.drop_table("outside_references")
