"""What assignments show elsewhere: below the text of their lesson, in outlines, and on home what waits."""

from datetime import timedelta

from flask import render_template
from flask_login import current_user

from cohorts.assignments import policies, queries, words
from cohorts.assignments.grading import grade_of
from cohorts.assignments.peers.queries import counts_of, find_round, reviews_to_do
from cohorts.assignments.screens import closing_of, language
from cohorts.panels import my_cohorts
from courses.assignments.queries import due_for, find_rubric, settings_of
from courses.opening.queries import what_keeps
from lms.access import Viewer
from lms.database import now

AHEAD = timedelta(days=7)


def lesson_task(*, lesson, is_preview: bool = False) -> str:
    """What is asked, where the reader stands with it, and the way on; nothing for lessons of other kinds."""
    if lesson.kind != "assignment":
        return ""
    settings = settings_of(lesson.id)
    shown = {
        "lesson": lesson,
        "settings": settings,
        "rubric": find_rubric(settings.rubric_id),
        "is_preview": is_preview,
    }
    if is_preview or current_user.is_anonymous:
        return render_template("cohorts/assignments/_task.html", **shown, kind="shown")
    cohort = queries.find_place(current_user, lesson.course_id)
    if not policies.can_write(current_user, cohort.phase if cohort else None):
        return render_template(
            "cohorts/assignments/_task.html",
            **shown,
            kind="graded",
            cohort=cohort,
            reviews=reviews_to_do(current_user, lesson.id, language()),
            words=words,
        )
    submission = queries.find_submission(lesson.id, current_user.id, cohort.id if cohort else None)
    is_in = bool(submission and submission.number)
    return render_template(
        "cohorts/assignments/_task.html",
        **shown,
        kind="written",
        cohort=cohort,
        due_at=due_for(lesson.id, cohort.audience_id if cohort else None, current_user.id),
        moment_now=now(),
        closing=closing_of(lesson, cohort),
        submission=submission if is_in else None,
        last=queries.find_version(submission, submission.number) if is_in else None,
        draft=queries.find_version(submission, submission.number + 1) if submission else None,
        grade=grade_of(queries.judged([submission.id]).get(submission.id, [])) if is_in else None,
        round=find_round(lesson.id, cohort.id) if cohort else None,
        counts=counts_of(submission) if is_in else None,
        reviews=reviews_to_do(current_user, lesson.id, language()),
        words=words,
    )


def lesson_marks(lesson_ids) -> dict[int, str]:
    """Lesson → how the viewer's own work stands, in words; lessons for which they wrote nothing are left out."""
    if current_user.is_anonymous:
        return {}
    return {rows[0].lesson_id: words.mark(rows) for rows in queries.my_work(current_user, lesson_ids).values()}


def home_waiting(viewer: Viewer) -> str:
    """How many submissions wait for who grades."""
    waiting = queries.count_waiting(viewer) if viewer.has_role("author", "facilitator") else 0
    return render_template("cohorts/assignments/_home_waiting.html", waiting=waiting) if waiting else ""


def home_sections(viewer: Viewer) -> str:
    """What is due for who learns, and which work waits for their review."""
    rows = queries.waiting_for(viewer, language(), now() + AHEAD) if my_cohorts(viewer) else []
    kept = what_keeps(viewer, [row.id for row in rows if row.kind != "review"])
    rows = [row for row in rows if row.kind == "review" or kept.get(row.id) != "later"]
    if not rows:
        return ""
    return render_template("cohorts/assignments/_home.html", rows=rows, kept=kept, moment_now=now())
