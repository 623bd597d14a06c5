"""Which audiences a cohort has had, where it went on, and work that came along from another cohort."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "cohort_audiences",
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_cohort_audiences_audience_id"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_cohort_audiences_cohort_id"),
        sa.PrimaryKeyConstraint("audience_id", name="pk_cohort_audiences"),
    )
    op.create_index("ix_cohort_audiences_cohort_id", "cohort_audiences", ["cohort_id"])
    op.create_table(
        "former_readers",
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_former_readers_audience_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_former_readers_user_id"),
        sa.PrimaryKeyConstraint("audience_id", "user_id", name="pk_former_readers"),
    )
    op.create_index("ix_former_readers_user_id", "former_readers", ["user_id"])
    op.execute("INSERT INTO cohort_audiences (audience_id, cohort_id) SELECT audience_id, id FROM cohorts")
    with op.batch_alter_table("cohorts") as table:
        table.add_column(sa.Column("went_into_id", BIG, nullable=True))
        table.create_foreign_key("fk_cohorts_went_into_id", "cohorts", ["went_into_id"], ["id"])
        table.create_index("ix_cohorts_went_into_id", ["went_into_id"])
    with op.batch_alter_table("submissions") as table:
        table.add_column(sa.Column("from_cohort_id", BIG, nullable=True))
        table.add_column(sa.Column("from_number", BIG, nullable=True))
        table.create_foreign_key("fk_submissions_from_cohort_id", "cohorts", ["from_cohort_id"], ["id"])


def downgrade():
    with op.batch_alter_table("submissions") as table:
        table.drop_constraint("fk_submissions_from_cohort_id", type_="foreignkey")
        table.drop_column("from_number")
        table.drop_column("from_cohort_id")
    with op.batch_alter_table("cohorts") as table:
        table.drop_index("ix_cohorts_went_into_id")
        table.drop_constraint("fk_cohorts_went_into_id", type_="foreignkey")
        table.drop_column("went_into_id")
    op.drop_table("former_readers")
    op.drop_table("cohort_audiences")
