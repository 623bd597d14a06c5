"""Which version of a question graded an answer in the end, and the regradings that large quizzes do bit by bit."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
LATEST = """
UPDATE quiz_answers SET graded_version_id = (
    SELECT c.version_id FROM quiz_grade_changes c
    WHERE c.answer_id = quiz_answers.id AND c.version_id IS NOT NULL ORDER BY c.id DESC LIMIT 1
) WHERE id IN (SELECT answer_id FROM quiz_grade_changes WHERE version_id IS NOT NULL)
"""


def upgrade():
    with op.batch_alter_table("quiz_answers") as batch:
        batch.add_column(sa.Column("graded_version_id", BIG, nullable=True))
        batch.create_foreign_key(
            "fk_quiz_answers_graded_version_id", "question_versions", ["graded_version_id"], ["id"]
        )
        batch.create_index("ix_quiz_answers_graded_version_id", ["graded_version_id"])
    op.execute(LATEST)
    op.create_table(
        "quiz_regradings",
        sa.Column("id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("version_id", BIG, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by", BIG, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("total", BIG, nullable=False),
        sa.Column("done", BIG, nullable=False),
        sa.Column("changed", BIG, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_quiz_regradings_lesson_id"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_quiz_regradings_question_id"),
        sa.ForeignKeyConstraint(["version_id"], ["question_versions.id"], name="fk_quiz_regradings_version_id"),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name="fk_quiz_regradings_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_regradings"),
    )
    op.create_index("ix_quiz_regradings_lesson_id", "quiz_regradings", ["lesson_id"])


def downgrade():
    op.drop_table("quiz_regradings")
    with op.batch_alter_table("quiz_answers") as batch:
        batch.drop_index("ix_quiz_answers_graded_version_id")
        batch.drop_constraint("fk_quiz_answers_graded_version_id", type_="foreignkey")
        batch.drop_column("graded_version_id")
