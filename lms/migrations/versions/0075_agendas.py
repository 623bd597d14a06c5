"""Agendas: what people want to speak of at a date of an event, and who votes for it."""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0074"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "agenda_points",
        sa.Column("id", BIG, nullable=False),
        sa.Column("date_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("minutes", BIG),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["date_id"], ["event_dates.id"], name="fk_agenda_points_date_id_event_dates"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_agenda_points_audience_id_audiences"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_agenda_points_author_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_points"),
    )
    op.create_index("ix_agenda_points_date_id", "agenda_points", ["date_id", "id"])
    op.create_index("ix_agenda_points_audience_id", "agenda_points", ["audience_id"])
    op.create_index("ix_agenda_points_author_id", "agenda_points", ["author_id"])
    op.create_table(
        "agenda_votes",
        sa.Column("point_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["point_id"], ["agenda_points.id"], name="fk_agenda_votes_point_id_agenda_points"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_agenda_votes_user_id_users"),
        sa.PrimaryKeyConstraint("point_id", "user_id", name="pk_agenda_votes"),
    )
    op.create_index("ix_agenda_votes_user_id", "agenda_votes", ["user_id"])


def downgrade():
    for table in ("agenda_votes", "agenda_points"):
        op.drop_table(table)
