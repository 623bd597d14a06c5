"""Proposals to show posts elsewhere, and what their authors said."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "proposals",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("course_id", BIG, nullable=False),
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=True),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("proposed_by", BIG, nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("retracted_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_proposals_cohort_id"),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name="fk_proposals_course_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_proposals_topic_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_proposals_lesson_id"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_proposals_audience_id"),
        sa.ForeignKeyConstraint(["proposed_by"], ["users.id"], name="fk_proposals_proposed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
    )
    op.create_index("ix_proposals_cohort_id", "proposals", ["cohort_id"])
    op.create_index("ix_proposals_topic_id", "proposals", ["topic_id"])
    op.create_index("ix_proposals_lesson", "proposals", ["lesson_id", "course_id"])
    op.create_index("ix_proposals_audience", "proposals", ["audience_id", "id"])
    op.create_table(
        "consents",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("use", sa.String(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name="fk_consents_proposal_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_consents_post_id"),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name="fk_consents_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        sa.UniqueConstraint("post_id", "use", name="uq_consents_post_id_use"),
    )
    op.create_index("ix_consents_proposal_id", "consents", ["proposal_id"])
    op.create_index("ix_consents_person_id", "consents", ["person_id", "id"])


def downgrade():
    op.drop_table("consents")
    op.drop_table("proposals")
