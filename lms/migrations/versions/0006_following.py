"""How closely people follow a space, and where reading stood before somebody moved it by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("reading_states") as states:
        states.add_column(sa.Column("set_at", sa.DateTime(timezone=True), nullable=True))
        states.add_column(sa.Column("set_from", BIG, nullable=True))
    op.create_table(
        "space_follows",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="fk_space_follows_space_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_space_follows_user_id"),
        sa.PrimaryKeyConstraint("user_id", "space_id", name="pk_space_follows"),
    )
    op.create_index("ix_space_follows_space_id", "space_follows", ["space_id"])


def downgrade():
    op.drop_index("ix_space_follows_space_id", "space_follows")
    op.drop_table("space_follows")
    with op.batch_alter_table("reading_states") as states:
        states.drop_column("set_from")
        states.drop_column("set_at")
