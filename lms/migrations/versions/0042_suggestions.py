"""Changes to an article that members suggest, with what happened to each."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "suggestions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("merged_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_suggestions_article_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["article_revisions.id"], name="fk_suggestions_revision_id"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_suggestions_author_id"),
        sa.ForeignKeyConstraint(["merged_id"], ["article_revisions.id"], name="fk_suggestions_merged_id"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestions"),
    )
    op.create_index("ix_suggestions_article_id", "suggestions", ["article_id", "id"])
    op.create_index("ix_suggestions_author_id", "suggestions", ["author_id", "id"])
    op.create_index("ix_suggestions_merged_id", "suggestions", ["merged_id"])
    op.create_table(
        "suggestion_events",
        sa.Column("id", BIG, nullable=False),
        sa.Column("suggestion_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("by", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["suggestion_id"], ["suggestions.id"], name="fk_suggestion_events_suggestion_id"),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name="fk_suggestion_events_by"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion_events"),
    )
    op.create_index("ix_suggestion_events_suggestion_id", "suggestion_events", ["suggestion_id", "id"])


def downgrade():
    op.drop_table("suggestion_events")
    op.drop_table("suggestions")
