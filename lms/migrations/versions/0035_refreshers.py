"""Refreshers: who wants them, the questions that come back, and every answer since."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "refresher_choices",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("chosen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_refresher_choices_user_id"),
        sa.PrimaryKeyConstraint("user_id", name="pk_refresher_choices"),
    )
    op.create_table(
        "refresher_cards",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("mastered_at", MOMENT, nullable=False),
        sa.Column("memory", sa.JSON(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("turns", BIG, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_refresher_cards_user_id"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_refresher_cards_question_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_refresher_cards_lesson_id"),
        sa.PrimaryKeyConstraint("id", name="pk_refresher_cards"),
        sa.UniqueConstraint("user_id", "question_id", name="uq_refresher_cards_user_id_question_id"),
    )
    op.create_index("ix_refresher_cards_user_id", "refresher_cards", ["user_id", "due_at"])
    op.create_index("ix_refresher_cards_question_id", "refresher_cards", ["question_id"])
    op.create_index("ix_refresher_cards_lesson_id", "refresher_cards", ["lesson_id"])
    op.create_table(
        "refresher_reviews",
        sa.Column("id", BIG, nullable=False),
        sa.Column("card_id", BIG, nullable=False),
        sa.Column("turn", BIG, nullable=False),
        sa.Column("version_id", BIG, nullable=False),
        sa.Column("response", sa.JSON(), nullable=False),
        sa.Column("fraction", sa.Float(), nullable=False),
        sa.Column("rating", BIG, nullable=False),
        sa.Column("memory", sa.JSON(), nullable=False),
        sa.Column("days", BIG, nullable=False),
        sa.Column("reviewed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["refresher_cards.id"], name="fk_refresher_reviews_card_id"),
        sa.ForeignKeyConstraint(["version_id"], ["question_versions.id"], name="fk_refresher_reviews_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_refresher_reviews"),
        sa.UniqueConstraint("card_id", "turn", name="uq_refresher_reviews_card_id_turn"),
    )
    op.create_index("ix_refresher_reviews_version_id", "refresher_reviews", ["version_id"])


def downgrade():
    for table in ("refresher_reviews", "refresher_cards", "refresher_choices"):
        op.drop_table(table)
