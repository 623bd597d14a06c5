"""Files that go with written answers."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "quiz_answer_files",
        sa.Column("answer_id", BIG, nullable=False),
        sa.Column("file_id", BIG, nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["quiz_answers.id"], name="fk_quiz_answer_files_answer_id"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_quiz_answer_files_file_id"),
        sa.PrimaryKeyConstraint("answer_id", "file_id", name="pk_quiz_answer_files"),
    )
    op.create_index("ix_quiz_answer_files_file_id", "quiz_answer_files", ["file_id"])


def downgrade():
    op.drop_table("quiz_answer_files")
