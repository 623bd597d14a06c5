"""Question files that came in, each with its receipt."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "question_imports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("course_id", BIG, nullable=False),
        sa.Column("category_id", BIG, nullable=True),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("source_digest", sa.String(), nullable=False),
        sa.Column("preview", sa.JSON(), nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.Column("started_by", BIG, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name="fk_question_imports_course_id"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["question_categories.id"], name="fk_question_imports_category_id"
        ),
        sa.ForeignKeyConstraint(["started_by"], ["users.id"], name="fk_question_imports_started_by"),
        sa.PrimaryKeyConstraint("id", name="pk_question_imports"),
    )
    op.create_index("ix_question_imports_course_id", "question_imports", ["course_id"])


def downgrade():
    op.drop_table("question_imports")
