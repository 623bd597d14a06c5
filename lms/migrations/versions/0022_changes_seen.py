"""What people took note of in courses they completed, and why a lesson was taken out."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "lesson_changes_seen",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_lesson_changes_seen_user_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_lesson_changes_seen_lesson_id"),
        sa.PrimaryKeyConstraint("user_id", "lesson_id", name="pk_lesson_changes_seen"),
    )
    with op.batch_alter_table("lessons") as table:
        table.add_column(sa.Column("removed_because", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("lessons") as table:
        table.alter_column("removed_because", existing_type=sa.String(), server_default=None)


def downgrade():
    with op.batch_alter_table("lessons") as table:
        table.drop_column("removed_because")
    op.drop_table("lesson_changes_seen")
