"""What members add under an article, what it said before, and whom it was useful to."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "contributions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("renderer_version", BIG, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("useful_count", BIG, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("placed_at", MOMENT, nullable=True),
        sa.Column("placed_by", BIG, nullable=True),
        sa.Column("taken_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_contributions_article_id"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_contributions_author_id"),
        sa.ForeignKeyConstraint(["placed_by"], ["users.id"], name="fk_contributions_placed_by"),
        sa.ForeignKeyConstraint(["taken_id"], ["article_revisions.id"], name="fk_contributions_taken_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contributions"),
    )
    op.create_index("ix_contributions_article_id", "contributions", ["article_id", "id"])
    op.create_index("ix_contributions_author_id", "contributions", ["author_id", "id"])
    op.create_index("ix_contributions_taken_id", "contributions", ["taken_id"])
    op.create_table(
        "contribution_revisions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contribution_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name="fk_contribution_revisions_contribution_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contribution_revisions"),
        sa.UniqueConstraint("contribution_id", "number", name="uq_contribution_revisions_contribution_id"),
    )
    op.create_table(
        "contribution_marks",
        sa.Column("contribution_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name="fk_contribution_marks_contribution_id"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_contribution_marks_user_id"),
        sa.PrimaryKeyConstraint("contribution_id", "user_id", name="pk_contribution_marks"),
    )
    op.create_index("ix_contribution_marks_user_id", "contribution_marks", ["user_id"])


def downgrade():
    op.drop_table("contribution_marks")
    op.drop_table("contribution_revisions")
    op.drop_table("contributions")
