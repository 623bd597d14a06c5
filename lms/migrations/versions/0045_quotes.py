"""Quotes of articles, and what is asked about them."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "article_quotes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_quotes_article_id"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_article_quotes_audience_id"),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name="fk_article_quotes_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_article_quotes"),
        sa.UniqueConstraint("article_id", "number", name="uq_article_quotes_article_id"),
    )
    with op.batch_alter_table("proposals") as table:
        table.add_column(sa.Column("article_id", BIG, nullable=True))
        table.create_foreign_key("fk_proposals_article_id", "articles", ["article_id"], ["id"])
        table.create_index("ix_proposals_article_id", ["article_id"])
        table.alter_column("cohort_id", existing_type=BIG, nullable=True)
        table.alter_column("course_id", existing_type=BIG, nullable=True)


def downgrade():
    op.execute("DELETE FROM consents WHERE proposal_id IN (SELECT id FROM proposals WHERE kind = 'article')")
    op.execute("DELETE FROM proposals WHERE kind = 'article'")
    with op.batch_alter_table("proposals") as table:
        table.alter_column("course_id", existing_type=BIG, nullable=False)
        table.alter_column("cohort_id", existing_type=BIG, nullable=False)
        table.drop_index("ix_proposals_article_id")
        table.drop_constraint("fk_proposals_article_id", type_="foreignkey")
        table.drop_column("article_id")
    op.drop_table("article_quotes")
