"""Questions that were answered before they were asked."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "deflections",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("found_kind", sa.String(), nullable=False),
        sa.Column("found_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reversed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_deflections_audience_id")),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name=op.f("fk_deflections_space_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_deflections_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deflections")),
    )
    op.create_index("ix_deflections_user_id", "deflections", ["user_id", "at"], unique=False)
    op.create_index("ix_deflections_space_id", "deflections", ["space_id", "at"], unique=False)


def downgrade():
    op.drop_table("deflections")
