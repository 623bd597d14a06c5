"""The first tables of every room."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CIRCULAR = (
    # constraint, table, column, table it points to: SQLite takes them with the table, PostgreSQL afterwards
    ("fk_articles_revision_id", "articles", "revision_id", "article_revisions"),
    ("fk_lesson_texts_revision_id", "lesson_texts", "revision_id", "lesson_revisions"),
    ("fk_topics_accepted_post_id", "topics", "accepted_post_id", "posts"),
)
SEARCH_INDEX = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_index USING fts5(audience, kind, title, body, content='', contentless_delete=1, "
        "tokenize='unicode61 remove_diacritics 2')",
    ),
    "postgresql": (
        "CREATE TABLE search_index (document_id bigint PRIMARY KEY "
        "REFERENCES search_documents (id) ON DELETE CASCADE, words tsvector NOT NULL)",
        "CREATE INDEX ix_search_index_words ON search_index USING gin (words)",
    ),
}


def upgrade():
    op.create_table(
        "academy",
        sa.Column("id", BIG, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("brand_colour", sa.String(), nullable=False),
        sa.Column("brand_css", sa.String(), nullable=False),
        sa.Column("brand_version", BIG, nullable=False),
        sa.Column("logo_key", sa.String(), nullable=True),
        sa.Column("allows_join_requests", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("set_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_academy")),
    )
    op.create_table(
        "audiences",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audiences")),
    )
    op.create_table(
        "beats",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_beats")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", BIG, nullable=False),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_waiting", "outbox", ["done_at", "failed_at", "due_at"], unique=False)
    op.create_table(
        "users",
        sa.Column("id", BIG, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("shortcuts", sa.Boolean(), nullable=False),
        sa.Column("photo_key", sa.String(), nullable=True),
        sa.Column("headline", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("about_html", sa.String(), nullable=False),
        sa.Column("ask_me_about", sa.String(), nullable=False),
        sa.Column("looking_for", sa.String(), nullable=False),
        sa.Column("visibility", sa.JSON(), nullable=False),
        sa.Column("found_by", sa.String(), nullable=False),
        sa.Column("found_by_cohort", sa.String(), nullable=False),
        sa.Column("mail_reasons", sa.JSON(), nullable=False),
        sa.Column("door", sa.JSON(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_index("ix_users_name_lower", "users", [sa.literal_column("lower(name)"), "id"], unique=False)
    op.create_table(
        "audience_members",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_audience_members_audience_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_audience_members_user_id")),
        sa.PrimaryKeyConstraint("user_id", "audience_id", name=op.f("pk_audience_members")),
    )
    op.create_index(op.f("ix_audience_members_audience_id"), "audience_members", ["audience_id"], unique=False)
    op.create_table(
        "audit_log",
        sa.Column("id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", BIG, nullable=True),
        sa.Column("acting_as", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("object_kind", sa.String(), nullable=False),
        sa.Column("object_id", BIG, nullable=True),
        sa.Column("audience_id", BIG, nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["users.id"], name=op.f("fk_audit_log_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_log_hash")),
    )
    op.create_index(op.f("ix_audit_log_action"), "audit_log", ["action"], unique=False)
    op.create_index(op.f("ix_audit_log_actor_id"), "audit_log", ["actor_id"], unique=False)
    op.create_index(op.f("ix_audit_log_at"), "audit_log", ["at"], unique=False)
    op.create_table(
        "collections",
        sa.Column("id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("openness", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("owner_id", BIG, nullable=True),
        sa.Column("position", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", BIG, nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_collections_audience_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_collections_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collections")),
    )
    op.create_index(op.f("ix_collections_audience_id"), "collections", ["audience_id"], unique=False)
    op.create_table(
        "courses",
        sa.Column("id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("people_audience_id", BIG, nullable=False),
        sa.Column("lessons_audience_id", BIG, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("outcomes", sa.String(), nullable=False),
        sa.Column("outcomes_html", sa.String(), nullable=False),
        sa.Column("for_whom", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_by", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", BIG, nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_courses_audience_id")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_courses_created_by")),
        sa.ForeignKeyConstraint(["lessons_audience_id"], ["audiences.id"], name=op.f("fk_courses_lessons_audience_id")),
        sa.ForeignKeyConstraint(["people_audience_id"], ["audiences.id"], name=op.f("fk_courses_people_audience_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courses")),
    )
    op.create_index(op.f("ix_courses_audience_id"), "courses", ["audience_id"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("sequence", BIG, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_drafts_user_id")),
        sa.PrimaryKeyConstraint("user_id", "place", name=op.f("pk_drafts")),
    )
    op.create_table(
        "files",
        sa.Column("id", BIG, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("width", BIG, nullable=True),
        sa.Column("height", BIG, nullable=True),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("uploaded_by", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_files_audience_id")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["users.id"], name=op.f("fk_files_uploaded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("key", name=op.f("uq_files_key")),
    )
    op.create_index(op.f("ix_files_audience_id"), "files", ["audience_id"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("id", BIG, nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("then", sa.JSON(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("invited_by", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_times", BIG, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", BIG, nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["accepted_by"], ["users.id"], name=op.f("fk_invitations_accepted_by")),
        sa.ForeignKeyConstraint(["invited_by"], ["users.id"], name=op.f("fk_invitations_invited_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    op.create_index(op.f("ix_invitations_email"), "invitations", ["email"], unique=False)
    op.create_table(
        "join_requests",
        sa.Column("id", BIG, nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", BIG, nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["users.id"], name=op.f("fk_join_requests_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_requests")),
    )
    op.create_index(op.f("ix_join_requests_email"), "join_requests", ["email"], unique=False)
    op.create_table(
        "mails",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=True),
        sa.Column("audience_id", BIG, nullable=True),
        sa.Column("to_address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withheld_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_mails_audience_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_mails_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mails_message_id")),
    )
    op.create_index(op.f("ix_mails_created_at"), "mails", ["created_at"], unique=False)
    op.create_index(op.f("ix_mails_user_id"), "mails", ["user_id"], unique=False)
    op.create_table(
        "notifications",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("actor_id", BIG, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("thing", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("excerpt", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["users.id"], name=op.f("fk_notifications_actor_id")),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_notifications_audience_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notifications_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
        sa.UniqueConstraint("user_id", "thing", name=op.f("uq_notifications_user_id_thing")),
    )
    op.create_index("ix_notifications_open", "notifications", ["user_id", "done_at", "id"], unique=False)
    op.create_index("ix_notifications_thread", "notifications", ["user_id", "thread"], unique=False)
    op.create_table(
        "role_grants",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("granted_by", BIG, nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["granted_by"], ["users.id"], name=op.f("fk_role_grants_granted_by")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_role_grants_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grants")),
        sa.UniqueConstraint("user_id", "role", name=op.f("uq_role_grants_user_id_role")),
    )
    op.create_table(
        "search_documents",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("object_id", BIG, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_search_documents_audience_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_documents")),
        sa.UniqueConstraint("kind", "object_id", "language", name=op.f("uq_search_documents_kind_object_id_language")),
    )
    op.create_index(op.f("ix_search_documents_audience_id"), "search_documents", ["audience_id"], unique=False)
    op.create_table(
        "sent_forms",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("user_id", BIG, nullable=True),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sent_forms_user_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sent_forms")),
    )
    op.create_index(op.f("ix_sent_forms_sent_at"), "sent_forms", ["sent_at"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_agent", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sessions_token_hash")),
    )
    op.create_index(op.f("ix_sessions_user_id"), "sessions", ["user_id"], unique=False)
    op.create_table(
        "tokens",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_tokens_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_tokens_token_hash")),
    )
    op.create_index(op.f("ix_tokens_user_id"), "tokens", ["user_id"], unique=False)
    op.create_table(
        "articles",
        sa.Column("id", BIG, nullable=False),
        sa.Column("collection_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("pair_id", BIG, nullable=True),
        sa.Column("draft_title", sa.String(), nullable=False),
        sa.Column("draft_summary", sa.String(), nullable=False),
        sa.Column("draft_body", sa.String(), nullable=False),
        sa.Column("draft_version", BIG, nullable=False),
        sa.Column("draft_saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("draft_by", BIG, nullable=True),
        sa.Column("draft_key", sa.String(), nullable=False),
        sa.Column("revision_id", BIG, nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("renderer_version", BIG, nullable=False),
        sa.Column("owner_id", BIG, nullable=True),
        sa.Column("created_by", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("helped_count", BIG, nullable=False),
        sa.Column("not_helped_count", BIG, nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_articles_audience_id")),
        sa.ForeignKeyConstraint(["collection_id"], ["collections.id"], name=op.f("fk_articles_collection_id")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_articles_created_by")),
        sa.ForeignKeyConstraint(["draft_by"], ["users.id"], name=op.f("fk_articles_draft_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_articles_owner_id")),
        sa.ForeignKeyConstraint(["pair_id"], ["articles.id"], name=op.f("fk_articles_pair_id")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["article_revisions.id"], name=op.f("fk_articles_revision_id"), use_alter=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
    )
    op.create_index(op.f("ix_articles_audience_id"), "articles", ["audience_id"], unique=False)
    op.create_index(
        "ix_articles_collection_id_published_at", "articles", ["collection_id", "published_at"], unique=False
    )
    op.create_index(op.f("ix_articles_pair_id"), "articles", ["pair_id"], unique=False)
    op.create_index("ix_articles_updated_at", "articles", ["updated_at"], unique=False)
    op.create_table(
        "cohorts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("course_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("welcome", sa.String(), nullable=False),
        sa.Column("welcome_html", sa.String(), nullable=False),
        sa.Column("created_by", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", BIG, nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_cohorts_audience_id")),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_cohorts_course_id")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_cohorts_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohorts")),
        sa.UniqueConstraint("audience_id", name=op.f("uq_cohorts_audience_id")),
    )
    op.create_index(op.f("ix_cohorts_course_id"), "cohorts", ["course_id"], unique=False)
    op.create_table(
        "course_imports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("course_id", BIG, nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("started_by", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("steps_done", BIG, nullable=False),
        sa.Column("steps", BIG, nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_because", sa.String(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_course_imports_course_id")),
        sa.ForeignKeyConstraint(["started_by"], ["users.id"], name=op.f("fk_course_imports_started_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_imports")),
    )
    op.create_table(
        "modules",
        sa.Column("id", BIG, nullable=False),
        sa.Column("course_id", BIG, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_modules_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_modules")),
    )
    op.create_index(op.f("ix_modules_course_id"), "modules", ["course_id"], unique=False)
    op.create_table(
        "article_files",
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("file_id", BIG, nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_article_files_article_id")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_article_files_file_id")),
        sa.PrimaryKeyConstraint("article_id", "file_id", name=op.f("pk_article_files")),
    )
    op.create_index(op.f("ix_article_files_file_id"), "article_files", ["file_id"], unique=False)
    op.create_table(
        "article_revisions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("kept_by", BIG, nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_article_revisions_article_id")),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_article_revisions_audience_id")),
        sa.ForeignKeyConstraint(["kept_by"], ["users.id"], name=op.f("fk_article_revisions_kept_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_revisions")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_article_revisions_article_id_number")),
    )
    op.create_table(
        "cohort_visits",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_cohort_visits_cohort_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_cohort_visits_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_visits")),
    )
    op.create_index(op.f("ix_cohort_visits_cohort_id"), "cohort_visits", ["cohort_id"], unique=False)
    op.create_table(
        "invitation_links",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("created_by", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("places", BIG, nullable=True),
        sa.Column("used", BIG, nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_invitation_links_cohort_id")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_invitation_links_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_links_token_hash")),
    )
    op.create_index(op.f("ix_invitation_links_cohort_id"), "invitation_links", ["cohort_id"], unique=False)
    op.create_table(
        "lessons",
        sa.Column("id", BIG, nullable=False),
        sa.Column("course_id", BIG, nullable=False),
        sa.Column("module_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("minutes", BIG, nullable=True),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("import_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_lessons_audience_id")),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_lessons_course_id")),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_lessons_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
    )
    op.create_index(op.f("ix_lessons_audience_id"), "lessons", ["audience_id"], unique=False)
    op.create_index(op.f("ix_lessons_course_id"), "lessons", ["course_id"], unique=False)
    op.create_index(op.f("ix_lessons_module_id"), "lessons", ["module_id"], unique=False)
    op.create_table(
        "member_lists",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("created_by", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_member_lists_cohort_id")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_member_lists_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_lists")),
    )
    op.create_index(op.f("ix_member_lists_cohort_id"), "member_lists", ["cohort_id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("invited_as", sa.String(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_memberships_cohort_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_memberships_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("cohort_id", "user_id", name=op.f("uq_memberships_cohort_id_user_id")),
    )
    op.create_index("ix_memberships_cohort_id", "memberships", ["cohort_id", "id"], unique=False)
    op.create_index(op.f("ix_memberships_user_id"), "memberships", ["user_id"], unique=False)
    op.create_table(
        "module_releases",
        sa.Column("module_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_module_releases_audience_id")),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_module_releases_module_id")),
        sa.PrimaryKeyConstraint("module_id", "audience_id", name=op.f("pk_module_releases")),
    )
    op.create_table(
        "schedule_rules",
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("module_id", BIG, nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("days", BIG, nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_schedule_rules_cohort_id")),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_schedule_rules_module_id")),
        sa.PrimaryKeyConstraint("cohort_id", "module_id", name=op.f("pk_schedule_rules")),
    )
    op.create_table(
        "spaces",
        sa.Column("id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cohort_id", BIG, nullable=True),
        sa.Column("course_id", BIG, nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("topic_count", BIG, nullable=False),
        sa.Column("question_count", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_spaces_audience_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_spaces_cohort_id")),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_spaces_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spaces")),
        sa.UniqueConstraint("cohort_id", name=op.f("uq_spaces_cohort_id")),
    )
    op.create_index(op.f("ix_spaces_audience_id"), "spaces", ["audience_id"], unique=False)
    op.create_table(
        "article_votes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("missing", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_article_votes_article_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["article_revisions.id"], name=op.f("fk_article_votes_revision_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_article_votes_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_votes")),
        sa.UniqueConstraint("user_id", "revision_id", name=op.f("uq_article_votes_user_id_revision_id")),
    )
    op.create_index("ix_article_votes_revision_id_at", "article_votes", ["revision_id", "at"], unique=False)
    op.create_table(
        "enrolments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("course_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_lesson_id", BIG, nullable=True),
        sa.Column("last_active_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_enrolments_course_id")),
        sa.ForeignKeyConstraint(["last_lesson_id"], ["lessons.id"], name=op.f("fk_enrolments_last_lesson_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_enrolments_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
        sa.UniqueConstraint("course_id", "user_id", name=op.f("uq_enrolments_course_id_user_id")),
    )
    op.create_index("ix_enrolments_user_id", "enrolments", ["user_id"], unique=False)
    op.create_table(
        "lesson_files",
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("file_id", BIG, nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_lesson_files_file_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_lesson_files_lesson_id")),
        sa.PrimaryKeyConstraint("lesson_id", "file_id", name=op.f("pk_lesson_files")),
    )
    op.create_index(op.f("ix_lesson_files_file_id"), "lesson_files", ["file_id"], unique=False)
    op.create_table(
        "lesson_texts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("draft_title", sa.String(), nullable=False),
        sa.Column("draft_short_title", sa.String(), nullable=False),
        sa.Column("draft_body", sa.String(), nullable=False),
        sa.Column("draft_version", BIG, nullable=False),
        sa.Column("draft_saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("draft_by", BIG, nullable=True),
        sa.Column("draft_key", sa.String(), nullable=False),
        sa.Column("revision_id", BIG, nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("short_title", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("renderer_version", BIG, nullable=False),
        sa.ForeignKeyConstraint(["draft_by"], ["users.id"], name=op.f("fk_lesson_texts_draft_by")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_lesson_texts_lesson_id")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["lesson_revisions.id"], name=op.f("fk_lesson_texts_revision_id"), use_alter=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_texts")),
        sa.UniqueConstraint("lesson_id", "language", name=op.f("uq_lesson_texts_lesson_id_language")),
    )
    op.create_index(op.f("ix_lesson_texts_lesson_id"), "lesson_texts", ["lesson_id"], unique=False)
    op.create_table(
        "phase_changes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("membership_id", BIG, nullable=False),
        sa.Column("from_phase", sa.String(), nullable=False),
        sa.Column("to_phase", sa.String(), nullable=False),
        sa.Column("changed_by", BIG, nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["users.id"], name=op.f("fk_phase_changes_changed_by")),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_phase_changes_membership_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_changes")),
    )
    op.create_index(op.f("ix_phase_changes_membership_id"), "phase_changes", ["membership_id"], unique=False)
    op.create_table(
        "topics",
        sa.Column("id", BIG, nullable=False),
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bumped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_number", BIG, nullable=False),
        sa.Column("newest_number", BIG, nullable=False),
        sa.Column("reply_count", BIG, nullable=False),
        sa.Column("last_poster_id", BIG, nullable=True),
        sa.Column("first_answer_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_post_id", BIG, nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", BIG, nullable=True),
        sa.Column("me_too_count", BIG, nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lesson_id", BIG, nullable=True),
        sa.Column("article_id", BIG, nullable=True),
        sa.Column("anchor_key", sa.String(), nullable=False),
        sa.Column("anchor_quote", sa.String(), nullable=False),
        sa.Column("anchor_language", sa.String(), nullable=False),
        sa.Column("anchor_lost", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["accepted_by"], ["users.id"], name=op.f("fk_topics_accepted_by")),
        sa.ForeignKeyConstraint(
            ["accepted_post_id"], ["posts.id"], name=op.f("fk_topics_accepted_post_id"), use_alter=True
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_topics_article_id")),
        sa.ForeignKeyConstraint(["audience_id"], ["audiences.id"], name=op.f("fk_topics_audience_id")),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_topics_author_id")),
        sa.ForeignKeyConstraint(["last_poster_id"], ["users.id"], name=op.f("fk_topics_last_poster_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_topics_lesson_id")),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name=op.f("fk_topics_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
    )
    op.create_index("ix_topics_article_audience", "topics", ["article_id", "audience_id"], unique=False)
    op.create_index("ix_topics_audience_bumped", "topics", ["audience_id", "bumped_at", "id"], unique=False)
    op.create_index(op.f("ix_topics_author_id"), "topics", ["author_id"], unique=False)
    op.create_index("ix_topics_lesson_audience", "topics", ["lesson_id", "audience_id"], unique=False)
    op.create_index(
        "ix_topics_open_questions",
        "topics",
        ["audience_id", "created_at"],
        unique=False,
        sqlite_where=sa.text(
            "kind = 'question' AND accepted_post_id IS NULL AND closed_at IS NULL AND deleted_at IS NULL"
        ),
        postgresql_where=sa.text(
            "kind = 'question' AND accepted_post_id IS NULL AND closed_at IS NULL AND deleted_at IS NULL"
        ),
    )
    op.create_index(
        "ix_topics_pinned",
        "topics",
        ["space_id", "pinned_at"],
        unique=False,
        sqlite_where=sa.text("pinned_at IS NOT NULL"),
        postgresql_where=sa.text("pinned_at IS NOT NULL"),
    )
    op.create_index("ix_topics_space_bumped", "topics", ["space_id", "bumped_at", "id"], unique=False)
    op.create_index("ix_topics_space_kind_bumped", "topics", ["space_id", "kind", "bumped_at", "id"], unique=False)
    op.create_table(
        "follows",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_follows_topic_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_follows_user_id")),
        sa.PrimaryKeyConstraint("user_id", "topic_id", name=op.f("pk_follows")),
    )
    op.create_index("ix_follows_topic_id", "follows", ["topic_id"], unique=False)
    op.create_table(
        "lesson_revisions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("lesson_text_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("short_title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("published_by", BIG, nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_text_id"], ["lesson_texts.id"], name=op.f("fk_lesson_revisions_lesson_text_id")
        ),
        sa.ForeignKeyConstraint(["published_by"], ["users.id"], name=op.f("fk_lesson_revisions_published_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_revisions")),
        sa.UniqueConstraint("lesson_text_id", "number", name=op.f("uq_lesson_revisions_lesson_text_id_number")),
    )
    op.create_index(op.f("ix_lesson_revisions_lesson_text_id"), "lesson_revisions", ["lesson_text_id"], unique=False)
    op.create_table(
        "me_toos",
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_me_toos_topic_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_me_toos_user_id")),
        sa.PrimaryKeyConstraint("topic_id", "user_id", name=op.f("pk_me_toos")),
    )
    op.create_index(op.f("ix_me_toos_user_id"), "me_toos", ["user_id"], unique=False)
    op.create_table(
        "posts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("renderer_version", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edited_by", BIG, nullable=True),
        sa.Column("version", BIG, nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_by", BIG, nullable=True),
        sa.Column("was_accepted", sa.Boolean(), nullable=False),
        sa.Column("thanks_count", BIG, nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_posts_author_id")),
        sa.ForeignKeyConstraint(["deleted_by"], ["users.id"], name=op.f("fk_posts_deleted_by")),
        sa.ForeignKeyConstraint(["edited_by"], ["users.id"], name=op.f("fk_posts_edited_by")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_posts_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("topic_id", "number", name=op.f("uq_posts_topic_id_number")),
    )
    op.create_index("ix_posts_author_id", "posts", ["author_id", "id"], unique=False)
    op.create_index(
        "ix_posts_removed",
        "posts",
        ["deleted_at"],
        unique=False,
        sqlite_where=sa.text("deleted_at IS NOT NULL"),
        postgresql_where=sa.text("deleted_at IS NOT NULL"),
    )
    op.create_table(
        "reading_states",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column("last_read", BIG, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_reading_states_topic_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_reading_states_user_id")),
        sa.PrimaryKeyConstraint("user_id", "topic_id", name=op.f("pk_reading_states")),
    )
    op.create_index("ix_reading_states_topic_id", "reading_states", ["topic_id", "seen_at"], unique=False)
    op.create_table(
        "lesson_progress",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("percent", BIG, nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_lesson_progress_lesson_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["lesson_revisions.id"], name=op.f("fk_lesson_progress_revision_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_lesson_progress_user_id")),
        sa.PrimaryKeyConstraint("user_id", "lesson_id", name=op.f("pk_lesson_progress")),
    )
    op.create_index("ix_lesson_progress_lesson_id", "lesson_progress", ["lesson_id"], unique=False)
    op.create_table(
        "post_revisions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", BIG, nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_post_revisions_post_id")),
        sa.ForeignKeyConstraint(["written_by"], ["users.id"], name=op.f("fk_post_revisions_written_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_revisions")),
        sa.UniqueConstraint("post_id", "number", name=op.f("uq_post_revisions_post_id_number")),
    )
    op.create_table(
        "thanks",
        sa.Column("post_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_thanks_post_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_thanks_user_id")),
        sa.PrimaryKeyConstraint("post_id", "user_id", name=op.f("pk_thanks")),
    )
    op.create_index(op.f("ix_thanks_user_id"), "thanks", ["user_id"], unique=False)
    engine = op.get_bind().dialect.name
    if engine == "postgresql":
        for name, table, column, target in CIRCULAR:
            op.create_foreign_key(name, table, target, [column], ["id"])
    for statement in SEARCH_INDEX[engine]:
        op.execute(statement)


def downgrade():
    op.execute("DROP TABLE search_index")
    if op.get_bind().dialect.name == "postgresql":
        for name, table, _column, _target in CIRCULAR:
            op.drop_constraint(name, table, type_="foreignkey")
    op.drop_table("thanks")
    op.drop_table("post_revisions")
    op.drop_table("lesson_progress")
    op.drop_table("reading_states")
    op.drop_table("posts")
    op.drop_table("me_toos")
    op.drop_table("lesson_revisions")
    op.drop_table("follows")
    op.drop_table("topics")
    op.drop_table("phase_changes")
    op.drop_table("lesson_texts")
    op.drop_table("lesson_files")
    op.drop_table("enrolments")
    op.drop_table("article_votes")
    op.drop_table("spaces")
    op.drop_table("schedule_rules")
    op.drop_table("module_releases")
    op.drop_table("memberships")
    op.drop_table("member_lists")
    op.drop_table("lessons")
    op.drop_table("invitation_links")
    op.drop_table("cohort_visits")
    op.drop_table("article_revisions")
    op.drop_table("article_files")
    op.drop_table("modules")
    op.drop_table("course_imports")
    op.drop_table("cohorts")
    op.drop_table("articles")
    op.drop_table("tokens")
    op.drop_table("sessions")
    op.drop_table("sent_forms")
    op.drop_table("search_documents")
    op.drop_table("role_grants")
    op.drop_table("notifications")
    op.drop_table("mails")
    op.drop_table("join_requests")
    op.drop_table("invitations")
    op.drop_table("files")
    op.drop_table("drafts")
    op.drop_table("courses")
    op.drop_table("collections")
    op.drop_table("audit_log")
    op.drop_table("audience_members")
    op.drop_table("users")
    op.drop_table("outbox")
    op.drop_table("beats")
    op.drop_table("audiences")
    op.drop_table("academy")
