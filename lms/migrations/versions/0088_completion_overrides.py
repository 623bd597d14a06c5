"""Lessons that staff count as done for one person, with the reason."""

import sqlalchemy as sa
from alembic import op

revision = "0088"
down_revision = "0087"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "completion_overrides",
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by", BIG),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_completion_overrides_lesson_id_lessons"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_completion_overrides_user_id_users"),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name="fk_completion_overrides_made_by_users"),
        sa.PrimaryKeyConstraint("lesson_id", "user_id", name="pk_completion_overrides"),
    )
    op.create_index("ix_completion_overrides_user_id", "completion_overrides", ["user_id"])


def downgrade():
    op.drop_table("completion_overrides")
