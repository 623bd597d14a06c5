"""An attempt keeps the mark that passed when it was handed in; other marks and former comments are kept with their past."""

import sqlalchemy as sa
from alembic import op

revision = "0089"
down_revision = "0088"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("quiz_attempts") as table:
        table.add_column(sa.Column("pass_percent", BIG))
    op.execute(
        "UPDATE quiz_attempts SET pass_percent = (SELECT pass_percent FROM quizzes"
        " WHERE quizzes.lesson_id = quiz_attempts.lesson_id) WHERE submitted_at IS NOT NULL"
    )
    for name, column, default in (
        ("quiz_counts_changes", "setting", "counts"), ("quiz_grade_changes", "former_comment", ""),
    ):  # fmt: skip
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column(column, sa.String(), nullable=False, server_default=default))
        with op.batch_alter_table(name) as table:
            table.alter_column(column, existing_type=sa.String(), server_default=None)


def downgrade():
    op.execute("DELETE FROM quiz_counts_changes WHERE setting <> 'counts'")
    for name, column in (
        ("quiz_grade_changes", "former_comment"), ("quiz_counts_changes", "setting"), ("quiz_attempts", "pass_percent"),
    ):  # fmt: skip
        with op.batch_alter_table(name) as table:
            table.drop_column(column)
