"""What people see of an open secret poll moves on by steps of several ballots."""

from collections import Counter, defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

STEP = 5
polls = sa.table("polls", sa.column("topic_id"), sa.column("is_secret", sa.Boolean()), sa.column("shown", sa.JSON()))
ballots = sa.table("poll_ballots", sa.column("topic_id"), sa.column("choices"))


def upgrade():
    with op.batch_alter_table("polls") as table:
        table.add_column(sa.Column("shown", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("polls") as table:
        table.alter_column("shown", existing_type=sa.JSON(), server_default=None)
    connection = op.get_bind()
    secret = sa.select(ballots.c.topic_id, ballots.c.choices).join(polls, polls.c.topic_id == ballots.c.topic_id)
    counts = defaultdict(Counter)
    for topic_id, choices in connection.execute(secret.where(polls.c.is_secret)):
        counts[topic_id][choices] += 1
    for topic_id, chosen in counts.items():
        if chosen.total() >= STEP:
            connection.execute(sa.update(polls).where(polls.c.topic_id == topic_id).values(shown=dict(chosen)))


def downgrade():
    with op.batch_alter_table("polls") as table:
        table.drop_column("shown")
