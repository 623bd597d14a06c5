"""The question bank: categories, questions, their versions, tags and images."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "question_categories",
        sa.Column("id", BIG, nullable=False),
        sa.Column("course_id", BIG, nullable=False),
        sa.Column("parent_id", BIG, nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name="fk_question_categories_course_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["question_categories.id"], name="fk_question_categories_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_question_categories"),
    )
    op.create_index("ix_question_categories_course_id", "question_categories", ["course_id"])
    op.create_index("ix_question_categories_parent_id", "question_categories", ["parent_id"])
    op.create_table(
        "questions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("category_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("version_id", BIG, nullable=True),
        sa.Column("import_key", sa.String(), nullable=False),
        sa.Column("created_by", BIG, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["category_id"], ["question_categories.id"], name="fk_questions_category_id"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_questions_audience_id"),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_questions_created_by"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
    )
    op.create_index("ix_questions_category_id", "questions", ["category_id"])
    op.create_index("ix_questions_audience_id", "questions", ["audience_id"])
    op.create_table(
        "question_versions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("rendered", sa.JSON(), nullable=False),
        sa.Column("renderer_version", BIG, nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("created_by", BIG, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_question_versions_question_id"),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_question_versions_created_by"),
        sa.PrimaryKeyConstraint("id", name="pk_question_versions"),
        sa.UniqueConstraint("question_id", "number", name="uq_question_versions_question_id_number"),
    )
    op.create_index("ix_question_versions_question_id", "question_versions", ["question_id"])
    with op.batch_alter_table("questions") as questions:
        questions.create_foreign_key("fk_questions_version_id", "question_versions", ["version_id"], ["id"])
    op.create_table(
        "question_tags",
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_question_tags_question_id"),
        sa.PrimaryKeyConstraint("question_id", "tag", name="pk_question_tags"),
    )
    op.create_table(
        "question_files",
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("file_id", BIG, nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_question_files_question_id"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_question_files_file_id"),
        sa.PrimaryKeyConstraint("question_id", "file_id", name="pk_question_files"),
    )
    op.create_index("ix_question_files_file_id", "question_files", ["file_id"])


def downgrade():
    op.drop_table("question_files")
    op.drop_table("question_tags")
    with op.batch_alter_table("questions") as questions:
        questions.drop_constraint("fk_questions_version_id", type_="foreignkey")
    op.drop_table("question_versions")
    op.drop_table("questions")
    op.drop_table("question_categories")
