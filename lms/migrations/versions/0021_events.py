"""Events of a cohort: their dates, who comes, who seconds them, who was there, and calendars that came in."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "events",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("renderer_version", BIG, nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("is_all_day", sa.Boolean(), nullable=False),
        sa.Column("rrule", sa.String(), nullable=False),
        sa.Column("capacity", BIG, nullable=True),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.Column("cancel_reason", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("source_uid", sa.String(), nullable=False),
        sa.Column("sequence", BIG, nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_events_cohort_id"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_events_audience_id"),
        sa.ForeignKeyConstraint(["host_id"], ["users.id"], name="fk_events_host_id"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint("uid", name="uq_events_uid"),
    )
    op.create_index("ix_events_cohort_id", "events", ["cohort_id", "id"])
    op.create_index("ix_events_audience_id", "events", ["audience_id"])
    op.create_index("ix_events_host_id", "events", ["host_id"])
    op.create_table(
        "event_dates",
        sa.Column("id", BIG, nullable=False),
        sa.Column("event_id", BIG, nullable=False),
        sa.Column("original_at", MOMENT, nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.Column("cancel_reason", sa.String(), nullable=False),
        sa.Column("last_number", BIG, nullable=False),
        sa.Column("reminded_day_at", MOMENT, nullable=True),
        sa.Column("reminded_hour_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_event_dates_event_id"),
        sa.PrimaryKeyConstraint("id", name="pk_event_dates"),
    )
    op.create_index("ix_event_dates_event_id", "event_dates", ["event_id", "original_at"])
    op.create_index("ix_event_dates_starts_at", "event_dates", ["starts_at", "id"])
    op.create_table(
        "event_answers",
        sa.Column("date_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("guests", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["date_id"], ["event_dates.id"], name="fk_event_answers_date_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_event_answers_user_id"),
        sa.PrimaryKeyConstraint("date_id", "user_id", name="pk_event_answers"),
    )
    op.create_index("ix_event_answers_user_id", "event_answers", ["user_id"])
    op.create_table(
        "event_seconds",
        sa.Column("event_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_event_seconds_event_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_event_seconds_user_id"),
        sa.PrimaryKeyConstraint("event_id", "user_id", name="pk_event_seconds"),
    )
    op.create_index("ix_event_seconds_user_id", "event_seconds", ["user_id"])
    op.create_table(
        "event_presences",
        sa.Column("date_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["date_id"], ["event_dates.id"], name="fk_event_presences_date_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_event_presences_user_id"),
        sa.PrimaryKeyConstraint("date_id", "user_id", name="pk_event_presences"),
    )
    op.create_index("ix_event_presences_user_id", "event_presences", ["user_id"])
    op.create_table(
        "calendar_imports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("started_by", BIG, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_calendar_imports_cohort_id"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_calendar_imports_audience_id"),
        sa.ForeignKeyConstraint(["started_by"], ["users.id"], name="fk_calendar_imports_started_by"),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_imports"),
    )
    op.create_index("ix_calendar_imports_cohort_id", "calendar_imports", ["cohort_id"])


def downgrade():
    for table in ("calendar_imports", "event_presences", "event_seconds", "event_answers", "event_dates", "events"):
        op.drop_table(table)
