"""Assignments: what they ask, what is handed in, feedback by the rubric, and reviews by peers."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "rubrics",
        sa.Column("id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("created_by", BIG, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_rubrics_created_by"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_rubrics_lesson_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rubrics"),
    )
    op.create_index("ix_rubrics_lesson_id", "rubrics", ["lesson_id"])
    op.create_table(
        "assignments",
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("completed_by", sa.String(), nullable=False),
        sa.Column("peer_reviews", BIG, nullable=False),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("review_days", BIG, nullable=False),
        sa.Column("asks_self", sa.Boolean(), nullable=False),
        sa.Column("rubric_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_assignments_lesson_id"),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubrics.id"], name="fk_assignments_rubric_id"),
        sa.PrimaryKeyConstraint("lesson_id", name="pk_assignments"),
    )
    op.create_table(
        "due_dates",
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_due_dates_audience_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_due_dates_lesson_id"),
        sa.PrimaryKeyConstraint("lesson_id", "audience_id", name="pk_due_dates"),
    )
    op.create_table(
        "extensions",
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("given_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["given_by"], ["users.id"], name="fk_extensions_given_by"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_extensions_lesson_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_extensions_user_id"),
        sa.PrimaryKeyConstraint("lesson_id", "user_id", name="pk_extensions"),
    )
    op.create_table(
        "submissions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=True),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("own_audience_id", BIG, nullable=False),
        sa.Column("work_audience_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("waits_since", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_submissions_audience_id"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_submissions_cohort_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_submissions_lesson_id"),
        sa.ForeignKeyConstraint(["own_audience_id"], ["audiences.id"], name="fk_submissions_own_audience_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_submissions_user_id"),
        sa.ForeignKeyConstraint(["work_audience_id"], ["audiences.id"], name="fk_submissions_work_audience_id"),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.UniqueConstraint("lesson_id", "user_id", "cohort_id", name="uq_submissions_lesson_id_user_id_cohort_id"),
    )
    op.create_index("ix_submissions_alone", "submissions", ["lesson_id", "user_id"], unique=True, sqlite_where=sa.text("cohort_id IS NULL"), postgresql_where=sa.text("cohort_id IS NULL"))
    op.create_index("ix_submissions_audience_id", "submissions", ["audience_id"])
    op.create_index("ix_submissions_cohort_id", "submissions", ["cohort_id"])
    op.create_index("ix_submissions_lesson_id", "submissions", ["lesson_id"])
    op.create_index("ix_submissions_user_id", "submissions", ["user_id"])
    op.create_index("ix_submissions_waiting", "submissions", ["waits_since", "id"], sqlite_where=sa.text("waits_since IS NOT NULL"), postgresql_where=sa.text("waits_since IS NOT NULL"))
    op.create_table(
        "submission_versions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("submission_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("sequence", BIG, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("rubric_id", BIG, nullable=True),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_submission_versions_audience_id"),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubrics.id"], name="fk_submission_versions_rubric_id"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_submission_versions_submission_id"),
        sa.PrimaryKeyConstraint("id", name="pk_submission_versions"),
        sa.UniqueConstraint("submission_id", "number", name="uq_submission_versions_submission_id_number"),
    )
    op.create_index("ix_submission_versions_audience_id", "submission_versions", ["audience_id"])
    op.create_table(
        "submission_files",
        sa.Column("version_id", BIG, nullable=False),
        sa.Column("file_id", BIG, nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_submission_files_file_id"),
        sa.ForeignKeyConstraint(["version_id"], ["submission_versions.id"], name="fk_submission_files_version_id"),
        sa.PrimaryKeyConstraint("version_id", "file_id", name="pk_submission_files"),
    )
    op.create_index("ix_submission_files_file_id", "submission_files", ["file_id"])
    op.create_table(
        "feedback",
        sa.Column("id", BIG, nullable=False),
        sa.Column("submission_id", BIG, nullable=False),
        sa.Column("version_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("rubric_id", BIG, nullable=True),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.Column("points", BIG, nullable=True),
        sa.Column("most_points", BIG, nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("edited_at", MOMENT, nullable=True),
        sa.Column("rating", BIG, nullable=True),
        sa.Column("rating_words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_feedback_audience_id"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_feedback_author_id"),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubrics.id"], name="fk_feedback_rubric_id"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_feedback_submission_id"),
        sa.ForeignKeyConstraint(["version_id"], ["submission_versions.id"], name="fk_feedback_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.UniqueConstraint("version_id", "author_id", name="uq_feedback_version_id_author_id"),
    )
    op.create_index("ix_feedback_author_id", "feedback", ["author_id"])
    op.create_index("ix_feedback_submission_id", "feedback", ["submission_id"])
    op.create_table(
        "feedback_revisions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("feedback_id", BIG, nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.Column("points", BIG, nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name="fk_feedback_revisions_feedback_id"),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_revisions"),
    )
    op.create_index("ix_feedback_revisions_feedback_id", "feedback_revisions", ["feedback_id"])
    op.create_table(
        "submission_comments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("submission_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_submission_comments_audience_id"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_submission_comments_author_id"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_submission_comments_submission_id"),
        sa.PrimaryKeyConstraint("id", name="pk_submission_comments"),
    )
    op.create_index("ix_submission_comments_author_id", "submission_comments", ["author_id"])
    op.create_index("ix_submission_comments_submission_id", "submission_comments", ["submission_id", "id"])
    op.create_table(
        "peer_rounds",
        sa.Column("id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("wanted", BIG, nullable=False),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("fallback_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_peer_rounds_cohort_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_peer_rounds_lesson_id"),
        sa.PrimaryKeyConstraint("id", name="pk_peer_rounds"),
        sa.UniqueConstraint("lesson_id", "cohort_id", name="uq_peer_rounds_lesson_id_cohort_id"),
    )
    op.create_index("ix_peer_rounds_cohort_id", "peer_rounds", ["cohort_id"])
    op.create_table(
        "peer_reviews",
        sa.Column("id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("submission_id", BIG, nullable=False),
        sa.Column("version_id", BIG, nullable=False),
        sa.Column("reviewer_id", BIG, nullable=False),
        sa.Column("is_fallback", sa.Boolean(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("released_at", MOMENT, nullable=True),
        sa.Column("stepped_back_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["reviewer_id"], ["users.id"], name="fk_peer_reviews_reviewer_id"),
        sa.ForeignKeyConstraint(["round_id"], ["peer_rounds.id"], name="fk_peer_reviews_round_id"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_peer_reviews_submission_id"),
        sa.ForeignKeyConstraint(["version_id"], ["submission_versions.id"], name="fk_peer_reviews_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_peer_reviews"),
        sa.UniqueConstraint("round_id", "submission_id", "reviewer_id", name="uq_peer_reviews_round_id_submission_id_reviewer_id"),
    )
    op.create_index("ix_peer_reviews_in_work", "peer_reviews", ["reviewer_id"], sqlite_where=sa.text("done_at IS NULL AND released_at IS NULL"), postgresql_where=sa.text("done_at IS NULL AND released_at IS NULL"))
    op.create_index("ix_peer_reviews_reviewer_id", "peer_reviews", ["reviewer_id"])
    op.create_index("ix_peer_reviews_submission_id", "peer_reviews", ["submission_id"])


def downgrade():
    op.drop_table("peer_reviews")
    op.drop_table("peer_rounds")
    op.drop_table("submission_comments")
    op.drop_table("feedback_revisions")
    op.drop_table("feedback")
    op.drop_table("submission_files")
    op.drop_table("submission_versions")
    op.drop_table("submissions")
    op.drop_table("extensions")
    op.drop_table("due_dates")
    op.drop_table("assignments")
    op.drop_table("rubrics")
