"""Virtual coffee: coffees, their people and times, what people chose, and the rounds in which they are matched."""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "coffee_rounds",
        sa.Column("id", BIG, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("people", BIG, nullable=False),
        sa.Column("left_over", BIG, nullable=False),
        sa.Column("held_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coffee_rounds"),
        sa.UniqueConstraint("month", name="uq_coffee_rounds_month"),
    )
    op.create_table(
        "coffees",
        sa.Column("id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("round_id", BIG),
        sa.Column("asked_by", BIG),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("intro", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("minutes", BIG, nullable=False),
        sa.Column("starts_at", MOMENT),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sequence", BIG, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("closed_by", BIG),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reminded_day_at", MOMENT),
        sa.Column("reminded_hour_at", MOMENT),
        sa.Column("asked_whether_met_at", MOMENT),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_coffees_audience_id_audiences"),
        sa.ForeignKeyConstraint(["round_id"], ["coffee_rounds.id"], name="fk_coffees_round_id_coffee_rounds"),
        sa.ForeignKeyConstraint(["asked_by"], ["users.id"], name="fk_coffees_asked_by_users"),
        sa.ForeignKeyConstraint(["closed_by"], ["users.id"], name="fk_coffees_closed_by_users"),
        sa.PrimaryKeyConstraint("id", name="pk_coffees"),
        sa.UniqueConstraint("audience_id", name="uq_coffees_audience_id"),
        sa.UniqueConstraint("uid", name="uq_coffees_uid"),
    )
    op.create_index("ix_coffees_asked_by", "coffees", ["asked_by", "id"])
    op.create_index("ix_coffees_round_id", "coffees", ["round_id"])
    for name, column, state in (("open", "created_at", "open"), ("agreed", "starts_at", "agreed")):
        which = sa.text(f"state = '{state}'")
        op.create_index(f"ix_coffees_{name}", "coffees", [column], sqlite_where=which, postgresql_where=which)
    op.create_table(
        "coffee_people",
        sa.Column("coffee_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("met", sa.String(), nullable=False),
        sa.Column("met_at", MOMENT),
        sa.ForeignKeyConstraint(["coffee_id"], ["coffees.id"], name="fk_coffee_people_coffee_id_coffees"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_coffee_people_user_id_users"),
        sa.PrimaryKeyConstraint("coffee_id", "user_id", name="pk_coffee_people"),
    )
    op.create_index("ix_coffee_people_user_id", "coffee_people", ["user_id"])
    op.create_table(
        "coffee_slots",
        sa.Column("id", BIG, nullable=False),
        sa.Column("coffee_id", BIG, nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("offered_by", BIG, nullable=False),
        sa.ForeignKeyConstraint(["coffee_id"], ["coffees.id"], name="fk_coffee_slots_coffee_id_coffees"),
        sa.ForeignKeyConstraint(["offered_by"], ["users.id"], name="fk_coffee_slots_offered_by_users"),
        sa.PrimaryKeyConstraint("id", name="pk_coffee_slots"),
        sa.UniqueConstraint("coffee_id", "starts_at", name="uq_coffee_slots_coffee_id_starts_at"),
    )
    op.create_index("ix_coffee_slots_offered_by", "coffee_slots", ["offered_by"])
    op.create_table(
        "coffee_yeses",
        sa.Column("slot_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["slot_id"], ["coffee_slots.id"], name="fk_coffee_yeses_slot_id_coffee_slots"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_coffee_yeses_user_id_users"),
        sa.PrimaryKeyConstraint("slot_id", "user_id", name="pk_coffee_yeses"),
    )
    op.create_index("ix_coffee_yeses_user_id", "coffee_yeses", ["user_id"])
    op.create_table(
        "coffee_choices",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("is_matched", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.Date()),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_coffee_choices_user_id_users"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_coffee_choices_audience_id_audiences"),
        sa.PrimaryKeyConstraint("user_id", name="pk_coffee_choices"),
    )


def downgrade():
    for table in ("coffee_choices", "coffee_yeses", "coffee_slots", "coffee_people", "coffees", "coffee_rounds"):
        op.drop_table(table)
