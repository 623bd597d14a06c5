"""Events without a cohort: for the alumni of a course, or for the whole academy."""

import sqlalchemy as sa
from alembic import op

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0092"
down_revision = "0091"
branch_labels = None
depends_on = None

WIDER = "SELECT id FROM events WHERE cohort_id IS NULL"
DATES = f"SELECT id FROM event_dates WHERE event_id IN ({WIDER})"
POINTS = f"SELECT id FROM agenda_points WHERE date_id IN ({DATES})"


def upgrade():
    with op.batch_alter_table("events") as table:
        table.alter_column("cohort_id", existing_type=BIG, nullable=True)


def downgrade():
    op.execute(f"UPDATE topics SET event_id = NULL, anchor_key = '' WHERE event_id IN ({WIDER})")
    for table, column, which in (
        ("agenda_votes", "point_id", POINTS), ("agenda_points", "date_id", DATES), ("event_answers", "date_id", DATES),
        ("event_presences", "date_id", DATES), ("event_dates", "event_id", WIDER), ("event_seconds", "event_id", WIDER),
        ("post_anchors", "event_id", WIDER),
    ):  # fmt: skip
        op.execute(f"DELETE FROM {table} WHERE {column} IN ({which})")
    op.execute(f"DELETE FROM search_documents WHERE kind = 'event' AND object_id IN ({WIDER})")
    op.execute("DELETE FROM events WHERE cohort_id IS NULL")
    with op.batch_alter_table("events") as table:
        table.alter_column("cohort_id", existing_type=BIG, nullable=False)
