"""The ladder of unanswered questions, office hours, who was asked, and answers that are held back."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
IS_OPEN = sa.text("ended_at IS NULL")


def upgrade():
    with op.batch_alter_table("users") as users:
        users.add_column(sa.Column("can_be_asked", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_table(
        "office_hours",
        sa.Column("id", BIG, nullable=False),
        sa.Column("days", sa.String(), nullable=False),
        sa.Column("opens", BIG, nullable=False),
        sa.Column("closes", BIG, nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_office_hours"),
    )
    op.create_table(
        "answer_ladders",
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("peers_hours", BIG, nullable=False),
        sa.Column("experience_hours", BIG, nullable=False),
        sa.Column("manager_hours", BIG, nullable=False),
        sa.Column("manager_id", BIG, nullable=True),
        sa.Column("in_office_hours", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="fk_answer_ladders_space_id"),
        sa.ForeignKeyConstraint(["manager_id"], ["users.id"], name="fk_answer_ladders_manager_id"),
        sa.PrimaryKeyConstraint("space_id", name="pk_answer_ladders"),
    )
    op.create_table(
        "ladder_places",
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("rung", BIG, nullable=False),
        sa.Column("owner_id", BIG, nullable=True),
        sa.Column("moved_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_ladder_places_topic_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_ladder_places_owner_id"),
        sa.PrimaryKeyConstraint("topic_id", name="pk_ladder_places"),
    )
    op.create_index("ix_ladder_places_owner_id", "ladder_places", ["owner_id"])
    op.create_table(
        "answer_requests",
        sa.Column("id", BIG, nullable=False),
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("asked_by", BIG, nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ending", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_answer_requests_topic_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_answer_requests_user_id"),
        sa.ForeignKeyConstraint(["asked_by"], ["users.id"], name="fk_answer_requests_asked_by"),
        sa.PrimaryKeyConstraint("id", name="pk_answer_requests"),
        sa.UniqueConstraint("topic_id", "user_id", name="uq_answer_requests_topic_id_user_id"),
    )
    op.create_index(
        "ix_answer_requests_open", "answer_requests", ["user_id"], sqlite_where=IS_OPEN, postgresql_where=IS_OPEN
    )
    op.create_table(
        "held_answers",
        sa.Column("id", BIG, nullable=False),
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("held_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_held_answers_topic_id"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_held_answers_author_id"),
        sa.PrimaryKeyConstraint("id", name="pk_held_answers"),
    )
    op.create_index("ix_held_answers_topic_id", "held_answers", ["topic_id"])


def downgrade():
    op.drop_table("held_answers")
    op.drop_table("answer_requests")
    op.drop_table("ladder_places")
    op.drop_table("answer_ladders")
    op.drop_table("office_hours")
    with op.batch_alter_table("users") as users:
        users.drop_column("can_be_asked")
