"""Passages of articles that are proposed for the lessons of a course."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "lesson_passages",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("course_id", BIG, nullable=False),
        sa.Column("proposed_by", BIG, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_by", BIG, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("lesson_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_lesson_passages_article_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["article_revisions.id"], name="fk_lesson_passages_revision_id"),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name="fk_lesson_passages_course_id"),
        sa.ForeignKeyConstraint(["proposed_by"], ["users.id"], name="fk_lesson_passages_proposed_by"),
        sa.ForeignKeyConstraint(["decided_by"], ["users.id"], name="fk_lesson_passages_decided_by"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_lesson_passages_lesson_id"),
        sa.PrimaryKeyConstraint("id", name="pk_lesson_passages"),
    )
    op.create_index("ix_lesson_passages_course_id", "lesson_passages", ["course_id", "id"])
    op.create_index("ix_lesson_passages_article_id", "lesson_passages", ["article_id", "id"])


def downgrade():
    op.drop_table("lesson_passages")
