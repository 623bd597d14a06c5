"""Quizzes: settings and slots, attempts with their answers, changes of grades; conversations about a quiz question."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
IS_OPEN = sa.text("submitted_at IS NULL")
WAITS = sa.text("needs_grading AND locked_at IS NOT NULL")


def upgrade():
    op.create_table(
        "quizzes",
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("minutes", BIG, nullable=True),
        sa.Column("attempts_allowed", BIG, nullable=True),
        sa.Column("counts", sa.String(), nullable=False),
        sa.Column("pass_percent", BIG, nullable=False),
        sa.Column("is_one_at_a_time", sa.Boolean(), nullable=False),
        sa.Column("is_shuffled", sa.Boolean(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("closes_at", MOMENT, nullable=True),
        sa.Column("version", BIG, nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_quizzes_lesson_id"),
        sa.PrimaryKeyConstraint("lesson_id", name="pk_quizzes"),
    )
    op.create_table(
        "quiz_slots",
        sa.Column("id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=True),
        sa.Column("category_id", BIG, nullable=True),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("draws", BIG, nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_quiz_slots_lesson_id"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_quiz_slots_question_id"),
        sa.ForeignKeyConstraint(["category_id"], ["question_categories.id"], name="fk_quiz_slots_category_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_slots"),
    )
    op.create_index("ix_quiz_slots_lesson_id", "quiz_slots", ["lesson_id", "position"])
    op.create_index("ix_quiz_slots_question_id", "quiz_slots", ["question_id"])
    op.create_table(
        "quiz_attempts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("is_preview", sa.Boolean(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.Column("is_timed_out", sa.Boolean(), nullable=False),
        sa.Column("percent", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_quiz_attempts_lesson_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_quiz_attempts_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_attempts"),
    )
    op.create_index(
        "uq_quiz_attempts_open",
        "quiz_attempts",
        ["lesson_id", "user_id"],
        unique=True,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
    op.create_index("ix_quiz_attempts_user_id", "quiz_attempts", ["user_id", "lesson_id"])
    op.create_index("ix_quiz_attempts_lesson_id", "quiz_attempts", ["lesson_id", "id"])
    op.create_index(
        "ix_quiz_attempts_due_at", "quiz_attempts", ["due_at"], sqlite_where=IS_OPEN, postgresql_where=IS_OPEN
    )
    op.create_table(
        "quiz_answers",
        sa.Column("id", BIG, nullable=False),
        sa.Column("attempt_id", BIG, nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("version_id", BIG, nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("seed", BIG, nullable=False),
        sa.Column("response", sa.JSON(), nullable=False),
        sa.Column("sequence", BIG, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=True),
        sa.Column("locked_at", MOMENT, nullable=True),
        sa.Column("fraction", sa.Float(), nullable=True),
        sa.Column("needs_grading", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["quiz_attempts.id"], name="fk_quiz_answers_attempt_id"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_quiz_answers_question_id"),
        sa.ForeignKeyConstraint(["version_id"], ["question_versions.id"], name="fk_quiz_answers_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_answers"),
        sa.UniqueConstraint("attempt_id", "position", name="uq_quiz_answers_attempt_id_position"),
    )
    op.create_index("ix_quiz_answers_question_id", "quiz_answers", ["question_id", "version_id"])
    op.create_index(
        "ix_quiz_answers_waiting", "quiz_answers", ["attempt_id"], sqlite_where=WAITS, postgresql_where=WAITS
    )
    op.create_table(
        "quiz_allowances",
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("extra_attempts", BIG, nullable=False),
        sa.Column("extra_minutes", BIG, nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_quiz_allowances_lesson_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_quiz_allowances_user_id"),
        sa.PrimaryKeyConstraint("lesson_id", "user_id", name="pk_quiz_allowances"),
    )
    op.create_table(
        "quiz_grade_changes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("answer_id", BIG, nullable=False),
        sa.Column("before", sa.Float(), nullable=True),
        sa.Column("after", sa.Float(), nullable=False),
        sa.Column("version_id", BIG, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by", BIG, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["quiz_answers.id"], name="fk_quiz_grade_changes_answer_id"),
        sa.ForeignKeyConstraint(["version_id"], ["question_versions.id"], name="fk_quiz_grade_changes_version_id"),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name="fk_quiz_grade_changes_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_grade_changes"),
    )
    op.create_index("ix_quiz_grade_changes_answer_id", "quiz_grade_changes", ["answer_id"])
    for name in ("topics", "post_anchors"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("question_id", BIG, nullable=True))
            table.create_foreign_key(f"fk_{name}_question_id", "questions", ["question_id"], ["id"])
            table.create_index(f"ix_{name}_question_id", ["question_id"])


def downgrade():
    for name in ("post_anchors", "topics"):
        with op.batch_alter_table(name) as table:
            table.drop_index(f"ix_{name}_question_id")
            table.drop_constraint(f"fk_{name}_question_id", type_="foreignkey")
            table.drop_column("question_id")
    for table in (
        "quiz_grade_changes",
        "quiz_allowances",
        "quiz_answers",
        "quiz_attempts",
        "quiz_slots",
        "quizzes",
    ):
        op.drop_table(table)
