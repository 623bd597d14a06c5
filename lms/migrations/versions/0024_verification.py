"""Who vouches for which text of an article and until when, doubts about it, what it depends on, and weights in search."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("settled_at IS NULL")
ADDRESS = re.compile(r'href="(?:https?://[^"/]+)?/(lesson|article)s/(\d{1,15})(?:[/?#][^"]*)?"')
MOMENTS = ("verified_at", "verified_until", "expired_at", "obsolete_at", "due_at")


def upgrade():
    with op.batch_alter_table("search_documents") as documents:
        documents.add_column(sa.Column("weight", sa.Float(), nullable=False, server_default="1"))
    with op.batch_alter_table("collections") as collections:
        collections.add_column(sa.Column("verified_for", BIG, nullable=False, server_default="365"))
    with op.batch_alter_table("articles") as articles:
        articles.add_column(sa.Column("verified_revision_id", BIG, nullable=True))
        articles.add_column(sa.Column("verified_by", BIG, nullable=True))
        articles.add_column(sa.Column("is_changed_since", sa.Boolean(), nullable=False, server_default=sa.false()))
        for name in MOMENTS:
            articles.add_column(sa.Column(name, MOMENT, nullable=True))
        articles.create_foreign_key(
            "fk_articles_verified_revision_id", "article_revisions", ["verified_revision_id"], ["id"]
        )
        articles.create_foreign_key("fk_articles_verified_by", "users", ["verified_by"], ["id"])
        articles.create_index("ix_articles_verified_until", ["verified_until"])
    op.create_index("ix_article_votes_article_id_at", "article_votes", ["article_id", "at"])
    op.create_table(
        "verifiers",
        sa.Column("collection_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("added_by", BIG, nullable=True),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["collection_id"], ["collections.id"], name="fk_verifiers_collection_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_verifiers_user_id"),
        sa.ForeignKeyConstraint(["added_by"], ["users.id"], name="fk_verifiers_added_by"),
        sa.PrimaryKeyConstraint("collection_id", "user_id", name="pk_verifiers"),
    )
    op.create_index("ix_verifiers_user_id", "verifiers", ["user_id"])
    op.create_table(
        "verifications",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("by", BIG, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_verifications_article_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["article_revisions.id"], name="fk_verifications_revision_id"),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name="fk_verifications_by"),
        sa.PrimaryKeyConstraint("id", name="pk_verifications"),
    )
    op.create_index("ix_verifications_article_id", "verifications", ["article_id", "id"])
    op.create_index("ix_verifications_by", "verifications", ["by"])
    op.create_table(
        "article_doubts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", BIG, nullable=True),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("source_kind", sa.String(), nullable=False),
        sa.Column("source_id", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("settled_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_doubts_article_id"),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name="fk_article_doubts_by"),
        sa.ForeignKeyConstraint(["settled_by"], ["users.id"], name="fk_article_doubts_settled_by"),
        sa.PrimaryKeyConstraint("id", name="pk_article_doubts"),
    )
    op.create_index("ix_article_doubts_article_id", "article_doubts", ["article_id", "id"])
    op.create_index("ix_article_doubts_by", "article_doubts", ["by"])
    op.create_index("ix_article_doubts_open", "article_doubts", ["article_id"], sqlite_where=OPEN, postgresql_where=OPEN)
    links = op.create_table(
        "article_links",
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("object_id", BIG, nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.Column("is_linked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_links_article_id"),
        sa.PrimaryKeyConstraint("article_id", "kind", "object_id", name="pk_article_links"),
    )
    op.create_index("ix_article_links_kind_object_id", "article_links", ["kind", "object_id"])
    _follow_texts(links)


def downgrade():
    for table in ("article_links", "article_doubts", "verifications", "verifiers"):
        op.drop_table(table)
    op.drop_index("ix_article_votes_article_id_at", "article_votes")
    with op.batch_alter_table("articles") as articles:
        articles.drop_index("ix_articles_verified_until")
        articles.drop_constraint("fk_articles_verified_by", type_="foreignkey")
        articles.drop_constraint("fk_articles_verified_revision_id", type_="foreignkey")
        for name in ("verified_revision_id", "verified_by", "is_changed_since", *MOMENTS):
            articles.drop_column(name)
    with op.batch_alter_table("collections") as collections:
        collections.drop_column("verified_for")
    with op.batch_alter_table("search_documents") as documents:
        documents.drop_column("weight")


def _follow_texts(links) -> None:
    """Where the texts that are published already lead to."""
    articles = op.get_bind().execute(sa.text("SELECT id, html FROM articles WHERE html LIKE '%href=%'")).all()
    for article in articles:
        found = {(kind, int(number)) for kind, number in ADDRESS.findall(article.html)} - {("article", article.id)}
        rows = [
            {"article_id": article.id, "kind": kind, "object_id": number, "is_chosen": False, "is_linked": True}
            for kind, number in sorted(found)
        ]
        if rows:
            op.bulk_insert(links, rows)
