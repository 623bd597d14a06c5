"""What was added under an article stays with those it was written for, until its author lets others read it."""

import sqlalchemy as sa
from alembic import op

revision = "0084"
down_revision = "0083"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.add_column("contributions", sa.Column("audience_id", BIG, nullable=True))
    op.add_column("contributions", sa.Column("kept_from_id", BIG, nullable=True))
    audience = "(SELECT audience_id FROM articles WHERE articles.id = contributions.article_id)"
    op.execute(f"UPDATE contributions SET audience_id = {audience}")
    with op.batch_alter_table("contributions") as table:
        table.alter_column("audience_id", existing_type=BIG, nullable=False)
        table.create_foreign_key("fk_contributions_audience_id_audiences", "audiences", ["audience_id"], ["id"])
        table.create_foreign_key("fk_contributions_kept_from_id_audiences", "audiences", ["kept_from_id"], ["id"])
        table.create_index("ix_contributions_audience_id", ["audience_id"])


def downgrade():
    with op.batch_alter_table("contributions") as table:
        table.drop_index("ix_contributions_audience_id")
        table.drop_constraint("fk_contributions_kept_from_id_audiences", type_="foreignkey")
        table.drop_constraint("fk_contributions_audience_id_audiences", type_="foreignkey")
        table.drop_column("kept_from_id")
        table.drop_column("audience_id")
