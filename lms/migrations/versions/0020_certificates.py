"""Certificates: what a course gives, what was given, and the keys badges are signed with."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "certificate_offers",
        sa.Column("course_id", BIG, nullable=False),
        sa.Column("words_en", sa.String(), nullable=False),
        sa.Column("words_nl", sa.String(), nullable=False),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("signer_role", sa.String(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name="fk_certificate_offers_course_id"),
        sa.PrimaryKeyConstraint("course_id", name="pk_certificate_offers"),
    )
    op.create_table(
        "certificates",
        sa.Column("id", BIG, nullable=False),
        sa.Column("course_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("own_audience_id", BIG, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("course_title", sa.String(), nullable=False),
        sa.Column("cohort_name", sa.String(), nullable=False),
        sa.Column("words_en", sa.String(), nullable=False),
        sa.Column("words_nl", sa.String(), nullable=False),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("signer_role", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("shows_name", sa.Boolean(), nullable=False),
        sa.Column("shows_cohort", sa.Boolean(), nullable=False),
        sa.Column("completed_at", MOMENT, nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("badge", sa.String(), nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("revoked_because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name="fk_certificates_course_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_certificates_user_id"),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name="fk_certificates_audience_id"),
        sa.ForeignKeyConstraint(["own_audience_id"], ["audiences.id"], name="fk_certificates_own_audience_id"),
        sa.PrimaryKeyConstraint("id", name="pk_certificates"),
        sa.UniqueConstraint("course_id", "user_id", name="uq_certificates_course_id_user_id"),
        sa.UniqueConstraint("code", name="uq_certificates_code"),
    )
    for column in ("user_id", "audience_id"):
        op.create_index(f"ix_certificates_{column}", "certificates", [column])
    op.create_table(
        "signing_keys",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kid", sa.String(), nullable=False),
        sa.Column("public", sa.JSON(), nullable=False),
        sa.Column("private", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signing_keys"),
        sa.UniqueConstraint("kid", name="uq_signing_keys_kid"),
    )


def downgrade():
    op.drop_table("signing_keys")
    op.drop_table("certificates")
    op.drop_table("certificate_offers")
