"""What answered a question is kept with its passage, and with whose words that are."""

import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0092"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WRITTEN = """
    SELECT 'topic' AS kind, topics.id AS id, posts.author_id AS user_id, CAST(NULL AS BIGINT) AS quote_id
    FROM topics JOIN posts ON posts.id = topics.accepted_post_id
    UNION ALL SELECT 'article', id, created_by, CAST(NULL AS BIGINT) FROM articles
    UNION ALL SELECT 'article', article_id, author_id, CAST(NULL AS BIGINT) FROM suggestions WHERE state = 'merged'
    UNION ALL SELECT 'article', article_id, author_id, CAST(NULL AS BIGINT) FROM contributions WHERE taken_id IS NOT NULL
    UNION ALL SELECT 'article', article_id, person_id, id FROM article_quotes WHERE words <> ''
    UNION ALL SELECT 'lesson', lesson_texts.lesson_id, lesson_revisions.published_by, CAST(NULL AS BIGINT)
    FROM lesson_texts JOIN lesson_revisions ON lesson_revisions.lesson_text_id = lesson_texts.id
"""


def upgrade():
    with op.batch_alter_table("deflections") as table:
        for name in ("anchor_key", "anchor_quote", "anchor_language"):
            table.add_column(sa.Column(name, sa.String(), nullable=False, server_default=sa.text("''")))
        table.add_column(sa.Column("anchor_lost", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("post_id", BIG, nullable=True))
        table.add_column(sa.Column("text_audience_id", BIG, nullable=True))
        table.create_foreign_key("fk_deflections_post_id_posts", "posts", ["post_id"], ["id"])
        table.create_foreign_key("fk_deflections_text_audience_id_audiences", "audiences", ["text_audience_id"], ["id"])
    op.create_index("ix_deflections_post_id", "deflections", ["post_id"])
    op.create_table(
        "deflection_authors",
        sa.Column("deflection_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("quote_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["deflection_id"], ["deflections.id"], name="fk_deflection_authors_deflection_id_deflections"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_deflection_authors_user_id_users"),
        sa.ForeignKeyConstraint(["quote_id"], ["article_quotes.id"], name="fk_deflection_authors_quote_id_article_quotes"),
        sa.PrimaryKeyConstraint("deflection_id", "user_id", name="pk_deflection_authors"),
    )
    op.create_index("ix_deflection_authors_user_id", "deflection_authors", ["user_id"])
    # Until now whoever wrote any of the text was named for it.
    op.execute(
        "INSERT INTO deflection_authors (deflection_id, user_id, quote_id) "
        "SELECT d.id, w.user_id, CASE WHEN count(*) = count(w.quote_id) THEN min(w.quote_id) END "
        f"FROM deflections d JOIN ({WRITTEN}) w ON w.kind = d.found_kind AND w.id = d.found_id "
        "WHERE w.user_id IS NOT NULL GROUP BY d.id, w.user_id"
    )
    op.execute(
        "UPDATE deflections SET post_id = (SELECT accepted_post_id FROM topics WHERE topics.id = found_id) "
        "WHERE found_kind = 'topic'"
    )


def downgrade():
    op.drop_index("ix_deflection_authors_user_id", "deflection_authors")
    op.drop_table("deflection_authors")
    op.drop_index("ix_deflections_post_id", "deflections")
    with op.batch_alter_table("deflections") as table:
        table.drop_constraint("fk_deflections_post_id_posts", type_="foreignkey")
        table.drop_constraint("fk_deflections_text_audience_id_audiences", type_="foreignkey")
        for name in ("anchor_key", "anchor_quote", "anchor_language", "anchor_lost", "post_id", "text_audience_id"):
            table.drop_column(name)
