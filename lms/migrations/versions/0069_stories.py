"""Stories of members: collections of their own, where they are featured, what was reported and decided."""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def upgrade():
    op.add_column("collections", sa.Column("is_personal", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("collections") as table:
        table.alter_column("is_personal", server_default=None)
    op.create_index(
        "uq_collections_personal",
        "collections",
        ["owner_id", "audience_id"],
        unique=True,
        sqlite_where=sa.text("is_personal"),
        postgresql_where=sa.text("is_personal"),
    )
    op.create_table(
        "featured_stories",
        sa.Column("collection_id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("by", BIG, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.ForeignKeyConstraint(["collection_id"], ["collections.id"], name="fk_featured_stories_collection_id"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_featured_stories_article_id"),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name="fk_featured_stories_by"),
        sa.PrimaryKeyConstraint("collection_id", "article_id", name="pk_featured_stories"),
    )
    op.create_index("ix_featured_stories_article_id", "featured_stories", ["article_id"])
    op.create_table(
        "story_reports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("by", BIG, nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("settled_at", AT, nullable=True),
        sa.Column("settled_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_story_reports_article_id"),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name="fk_story_reports_by"),
        sa.ForeignKeyConstraint(["settled_by"], ["users.id"], name="fk_story_reports_settled_by"),
        sa.PrimaryKeyConstraint("id", name="pk_story_reports"),
    )
    op.create_index("ix_story_reports_article_id", "story_reports", ["article_id", "settled_at"])
    op.create_table(
        "story_hidings",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("by", BIG, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("ended_at", AT, nullable=True),
        sa.Column("ended_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_story_hidings_article_id"),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name="fk_story_hidings_by"),
        sa.ForeignKeyConstraint(["ended_by"], ["users.id"], name="fk_story_hidings_ended_by"),
        sa.PrimaryKeyConstraint("id", name="pk_story_hidings"),
    )
    op.create_index("ix_story_hidings_article_id", "story_hidings", ["article_id", "ended_at"])


def downgrade():
    """A collection of a member is then one as any other, for the same readers."""
    for name in ("story_hidings", "story_reports", "featured_stories"):
        op.drop_table(name)
    op.drop_index("uq_collections_personal", table_name="collections")
    with op.batch_alter_table("collections") as table:
        table.drop_column("is_personal")
