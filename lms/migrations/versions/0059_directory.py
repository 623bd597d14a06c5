"""What people know, in words of their own, and who of the alumni may find what."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    for name in ("expertise", "found_by_alumni"):
        op.add_column("users", sa.Column(name, sa.String(), nullable=False, server_default=""))
    words = op.create_table(
        "profile_words",
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_profile_words_user_id_users"),
        sa.PrimaryKeyConstraint("field", "key", "user_id", name="pk_profile_words"),
    )
    op.create_index("ix_profile_words_user_id", "profile_words", ["user_id"])
    told = op.get_bind().execute(sa.text("SELECT id, languages FROM users WHERE languages <> ''")).all()
    rows = {(_key(word), row.id): word for row in told for word in re.split(r"[,;]", row.languages) if _key(word)}
    op.bulk_insert(
        words,
        [
            {"field": "languages", "key": key, "user_id": user_id, "word": " ".join(word.split())[:60]}
            for (key, user_id), word in rows.items()
        ],
    )


def downgrade():
    op.drop_index("ix_profile_words_user_id", "profile_words")
    op.drop_table("profile_words")
    for name in ("found_by_alumni", "expertise"):
        op.drop_column("users", name)


def _key(word: str) -> str:
    plain = unicodedata.normalize("NFKD", " ".join(word.split())[:60]).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
