"""What was said in a round of a survey stays with those it was said to."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.add_column("survey_rounds", sa.Column("audience_id", BIG, nullable=True))
    audience = "(SELECT audience_id FROM surveys WHERE surveys.id = survey_rounds.survey_id)"
    op.execute(f"UPDATE survey_rounds SET audience_id = {audience}")
    with op.batch_alter_table("survey_rounds") as table:
        table.alter_column("audience_id", existing_type=BIG, nullable=False)
        table.create_foreign_key("fk_survey_rounds_audience_id_audiences", "audiences", ["audience_id"], ["id"])
        table.create_index("ix_survey_rounds_audience_id", ["audience_id"])


def downgrade():
    with op.batch_alter_table("survey_rounds") as table:
        table.drop_index("ix_survey_rounds_audience_id")
        table.drop_constraint("fk_survey_rounds_audience_id_audiences", type_="foreignkey")
        table.drop_column("audience_id")
