"""Surveys: what is asked, its rounds, the sums of the answers, and who answered while a round is open."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "surveys",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=True),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("intro", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("days", BIG, nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("rounds", BIG, nullable=False),
        sa.Column("next_at", MOMENT, nullable=True),
        sa.Column("created_by", BIG, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_surveys_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_surveys_audience_id_audiences"),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_surveys_created_by_users"),
        sa.PrimaryKeyConstraint("id", name="pk_surveys"),
    )
    op.create_index("ix_surveys_audience_id", "surveys", ["audience_id"])
    op.create_index("ix_surveys_place", "surveys", ["cohort_id", "id"])
    op.create_index("ix_surveys_next_at", "surveys", ["next_at"])
    op.create_table(
        "survey_questions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("survey_id", BIG, nullable=False),
        sa.Column("place", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name="fk_survey_questions_survey_id_surveys"),
        sa.PrimaryKeyConstraint("id", name="pk_survey_questions"),
    )
    op.create_index("ix_survey_questions_survey_id", "survey_questions", ["survey_id", "place"])
    op.create_table(
        "survey_rounds",
        sa.Column("id", BIG, nullable=False),
        sa.Column("survey_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("reminded_at", MOMENT, nullable=True),
        sa.Column("asked", BIG, nullable=False),
        sa.Column("answered", BIG, nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name="fk_survey_rounds_survey_id_surveys"),
        sa.PrimaryKeyConstraint("id", name="pk_survey_rounds"),
        sa.UniqueConstraint("survey_id", "number", name="uq_survey_rounds_survey_id_number"),
    )
    is_open = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_survey_rounds_open", "survey_rounds", ["closes_at"], sqlite_where=is_open, postgresql_where=is_open
    )
    op.create_table(
        "survey_tallies",
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("answered", BIG, nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["survey_rounds.id"], name="fk_survey_tallies_round_id_survey_rounds"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["survey_questions.id"], name="fk_survey_tallies_question_id_survey_questions"
        ),
        sa.PrimaryKeyConstraint("round_id", "question_id", name="pk_survey_tallies"),
    )
    op.create_index("ix_survey_tallies_question_id", "survey_tallies", ["question_id"])
    op.create_table(
        "survey_claims",
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["survey_rounds.id"], name="fk_survey_claims_round_id_survey_rounds"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_survey_claims_user_id_users"),
        sa.PrimaryKeyConstraint("round_id", "user_id", name="pk_survey_claims"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_survey_claims_user_id", "survey_claims", ["user_id"])


def downgrade():
    for table in ("survey_claims", "survey_tallies", "survey_rounds", "survey_questions", "surveys"):
        op.drop_table(table)
