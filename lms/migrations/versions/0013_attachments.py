"""Images and files in posts, and uploads that wait for the words they belong to."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IS_WAITING = sa.text("waits_until IS NOT NULL")


def upgrade():
    with op.batch_alter_table("files") as files:
        files.add_column(sa.Column("waits_until", sa.DateTime(timezone=True), nullable=True))
        files.create_index("ix_files_waiting", ["waits_until"], sqlite_where=IS_WAITING, postgresql_where=IS_WAITING)
    op.create_table(
        "attachments",
        sa.Column("file_id", BIG, nullable=False),
        sa.Column("post_id", BIG, nullable=True),
        sa.Column("alt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_attachments_file_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_attachments_post_id"),
        sa.PrimaryKeyConstraint("file_id", name="pk_attachments"),
    )
    op.create_index("ix_attachments_post_id", "attachments", ["post_id"])


def downgrade():
    op.drop_table("attachments")
    with op.batch_alter_table("files") as files:
        files.drop_index("ix_files_waiting")
        files.drop_column("waits_until")
