"""What a cohort asks its people at the beginning, and what they answer and share."""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FIRST = {
    "interests": {
        "en": "What are you interested in, at work or outside it?",
        "nl": "Wat houdt je bezig, op je werk of daarbuiten?",
    },
    "goals": {
        "en": "What do you want to be able to do after this training?",
        "nl": "Wat wil je na deze training kunnen?",
    },
    "bring": {
        "en": "What do you bring that others may use?",
        "nl": "Wat breng je mee waar anderen iets aan hebben?",
    },
}


def upgrade():
    questions = op.create_table(
        "intake_questions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("written_by", BIG, nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_intake_questions_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(["written_by"], ["users.id"], name="fk_intake_questions_written_by_users"),
        sa.PrimaryKeyConstraint("id", name="pk_intake_questions"),
    )
    op.create_index("ix_intake_questions_cohort_id", "intake_questions", ["cohort_id", "id"])
    op.create_table(
        "intake_answers",
        sa.Column("id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_intake_answers_audience_id_audiences"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_intake_answers_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["intake_questions.id"], name="fk_intake_answers_question_id_intake_questions"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_intake_answers_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_intake_answers"),
        sa.UniqueConstraint("question_id", "user_id", name="uq_intake_answers_question_id_user_id"),
    )
    op.create_index("ix_intake_answers_audience_id", "intake_answers", ["audience_id"])
    op.create_index("ix_intake_answers_cohort_id", "intake_answers", ["cohort_id", "user_id"])
    op.create_index("ix_intake_answers_user_id", "intake_answers", ["user_id"])
    cohorts = op.get_bind().execute(sa.text("SELECT id FROM cohorts ORDER BY id")).scalars().all()
    rows = [{"cohort_id": cohort, "key": key, "texts": texts} for cohort in cohorts for key, texts in FIRST.items()]
    op.bulk_insert(questions, rows)


def downgrade():
    op.drop_index("ix_intake_answers_user_id", "intake_answers")
    op.drop_index("ix_intake_answers_cohort_id", "intake_answers")
    op.drop_index("ix_intake_answers_audience_id", "intake_answers")
    op.drop_table("intake_answers")
    op.drop_index("ix_intake_questions_cohort_id", "intake_questions")
    op.drop_table("intake_questions")
