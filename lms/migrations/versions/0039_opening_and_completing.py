"""How lessons are completed, what opens them, what one person was given early, scores reached, tools and live sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OF_COURSE = sa.text("module_id IS NULL AND lesson_id IS NULL")


def upgrade():
    with op.batch_alter_table("lessons") as table:
        table.add_column(sa.Column("completed_by", sa.String(), nullable=False, server_default="hand"))
    op.execute("UPDATE lessons SET completed_by = 'passed' WHERE kind = 'quiz'")
    op.execute("UPDATE lessons SET completed_by = '' WHERE kind = 'assignment'")
    with op.batch_alter_table("lessons") as table:
        table.alter_column("completed_by", server_default=None)
    op.create_table(
        "opening_conditions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("course_id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=True),
        sa.Column("module_id", BIG, nullable=True),
        sa.Column("after_lesson_id", BIG, nullable=True),
        sa.Column("after_module_id", BIG, nullable=True),
        sa.Column("percent", BIG, nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name="fk_opening_conditions_course_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_opening_conditions_lesson_id"),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name="fk_opening_conditions_module_id"),
        sa.ForeignKeyConstraint(["after_lesson_id"], ["lessons.id"], name="fk_opening_conditions_after_lesson_id"),
        sa.ForeignKeyConstraint(["after_module_id"], ["modules.id"], name="fk_opening_conditions_after_module_id"),
        sa.PrimaryKeyConstraint("id", name="pk_opening_conditions"),
    )
    for column in ("course_id", "lesson_id", "module_id", "after_lesson_id", "after_module_id"):
        op.create_index(f"ix_opening_conditions_{column}", "opening_conditions", [column])
    op.create_table(
        "early_openings",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("course_id", BIG, nullable=False),
        sa.Column("module_id", BIG, nullable=True),
        sa.Column("lesson_id", BIG, nullable=True),
        sa.Column("given_by", BIG, nullable=True),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_early_openings_user_id"),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name="fk_early_openings_course_id"),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name="fk_early_openings_module_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_early_openings_lesson_id"),
        sa.ForeignKeyConstraint(["given_by"], ["users.id"], name="fk_early_openings_given_by"),
        sa.PrimaryKeyConstraint("id", name="pk_early_openings"),
        sa.UniqueConstraint("module_id", "user_id", name="uq_early_openings_module_id_user_id"),
        sa.UniqueConstraint("lesson_id", "user_id", name="uq_early_openings_lesson_id_user_id"),
    )
    op.create_index("ix_early_openings_user_id", "early_openings", ["user_id", "course_id"])
    op.create_index(
        "uq_early_openings_course",
        "early_openings",
        ["course_id", "user_id"],
        unique=True,
        sqlite_where=OF_COURSE,
        postgresql_where=OF_COURSE,
    )
    op.create_table(
        "lesson_scores",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("percent", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_lesson_scores_user_id"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_lesson_scores_lesson_id"),
        sa.PrimaryKeyConstraint("user_id", "lesson_id", name="pk_lesson_scores"),
    )
    op.create_index("ix_lesson_scores_lesson_id", "lesson_scores", ["lesson_id"])
    _keep_scores()
    op.create_table(
        "lesson_tools",
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_lesson_tools_lesson_id"),
        sa.PrimaryKeyConstraint("lesson_id", name="pk_lesson_tools"),
    )
    op.create_table(
        "live_sessions",
        sa.Column("lesson_id", BIG, nullable=False),
        sa.Column("cohort_id", BIG, nullable=False),
        sa.Column("event_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_live_sessions_lesson_id"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_live_sessions_cohort_id"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_live_sessions_event_id"),
        sa.PrimaryKeyConstraint("lesson_id", "cohort_id", name="pk_live_sessions"),
    )
    op.create_index("ix_live_sessions_cohort_id", "live_sessions", ["cohort_id"])
    op.create_index("ix_live_sessions_event_id", "live_sessions", ["event_id"])


def downgrade():
    for table in ("live_sessions", "lesson_tools", "lesson_scores", "early_openings", "opening_conditions"):
        op.drop_table(table)
    with op.batch_alter_table("lessons") as table:
        table.drop_column("completed_by")


def _keep_scores():
    """The highest score that counted so far: of quizzes from their attempts, of assignments from what was said of them."""
    reached = {}
    for row in op.get_bind().execute(sa.text(_ATTEMPTS)).all():
        of_one = reached.setdefault((row.user_id, row.lesson_id), (row.counts, []))
        of_one[1].append(row.percent)
    scores = {key: max(_counted(counts, percents)) for key, (counts, percents) in reached.items()}
    judged = {}
    for row in op.get_bind().execute(sa.text(_JUDGED)).all():
        judged.setdefault((row.user_id, row.lesson_id, row.submission_id), []).append(row)
    for (*key, _submission_id), rows in judged.items():
        most = max(_graded(rows[:number]) for number in range(1, len(rows) + 1))
        scores[tuple(key)] = max(most, scores.get(tuple(key), 0.0))
    table = sa.table("lesson_scores", sa.column("user_id"), sa.column("lesson_id"), sa.column("percent"))
    rows = [
        {"user_id": user_id, "lesson_id": lesson_id, "percent": round(max(0.0, min(100.0, percent)), 6)}
        for (user_id, lesson_id), percent in scores.items()
    ]
    op.bulk_insert(table, rows)


def _counted(counts: str, percents: list[float]) -> list[float]:
    """What counted after each attempt."""
    if counts == "average":
        return [sum(percents[:n]) / n for n in range(1, len(percents) + 1)]
    return percents[:1] if counts == "first" else percents


def _graded(rows) -> float:
    """What was given: by staff for the latest version they judged, else by peers on average, halves up."""
    staff = max((row for row in rows if row.role == "staff"), key=lambda row: row.number, default=None)
    if staff:
        return 100 * staff.points / staff.most_points
    last = max(row.number for row in rows)
    parts = [row for row in rows if row.number == last]
    points = (2 * sum(row.points for row in parts) + len(parts)) // (2 * len(parts))
    return 100 * points / parts[0].most_points


_ATTEMPTS = """
SELECT a.user_id, a.lesson_id, a.percent, q.counts
FROM quiz_attempts a JOIN quizzes q ON q.lesson_id = a.lesson_id
WHERE NOT a.is_preview AND a.submitted_at IS NOT NULL AND a.percent IS NOT NULL
ORDER BY a.submitted_at, a.id
"""
_JUDGED = """
SELECT f.submission_id, s.user_id, s.lesson_id, f.role, f.points, f.most_points, v.number
FROM feedback f JOIN submissions s ON s.id = f.submission_id JOIN submission_versions v ON v.id = f.version_id
WHERE f.points IS NOT NULL AND f.most_points > 0 AND f.role IN ('staff', 'peer')
ORDER BY f.created_at, f.id
"""
