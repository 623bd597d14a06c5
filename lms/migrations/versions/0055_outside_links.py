"""Which lessons and conversations lead to articles, read once from the texts there are."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ADDRESS = re.compile(r'href="/articles/(\d{1,15})(?=["/?#])')
TEXTS = (
    "SELECT 'lesson', lesson_id, html FROM lesson_texts WHERE html LIKE '%href=\"/articles/%'",
    "SELECT CASE WHEN number = 1 THEN 'topic' ELSE 'post' END, CASE WHEN number = 1 THEN topic_id ELSE id END, html "
    "FROM posts WHERE deleted_at IS NULL AND html LIKE '%href=\"/articles/%'",
)


def upgrade():
    table = op.create_table(
        "outside_links",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("object_id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_outside_links_article_id"),
        sa.PrimaryKeyConstraint("kind", "object_id", "article_id", name="pk_outside_links"),
    )
    op.create_index("ix_outside_links_article_id", "outside_links", ["article_id", "kind"])
    connection = op.get_bind()
    articles = set(connection.execute(sa.text("SELECT id FROM articles")).scalars())
    found = {
        (kind, object_id, number)
        for statement in TEXTS
        for kind, object_id, html in connection.execute(sa.text(statement))
        for number in map(int, ADDRESS.findall(html))
        if number in articles
    }
    if found:
        op.bulk_insert(table, [dict(zip(("kind", "object_id", "article_id"), row, strict=True)) for row in sorted(found)])


def downgrade():
    op.drop_table("outside_links")
