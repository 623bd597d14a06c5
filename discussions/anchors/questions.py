"""Conversations about a quiz question: the way to them from an attempt, and back from a conversation."""

from collections import Counter

from flask import g, render_template
from flask_login import current_user

from courses.queries import find_lesson_page
from courses.quizzes.meeting import find_met_question
from discussions.anchors import queries
from lms.access import Viewer


def beside_question(*, attempt, answer) -> str:
    """“Discuss this question”, with how many conversations there are; asked once for all questions of a page."""
    if attempt.is_preview or attempt.user_id != current_user.id:
        return ""
    if g.get("question_talks_of") != attempt.lesson_id:
        g.question_talks_of = attempt.lesson_id
        lesson = find_lesson_page(current_user, attempt.lesson_id, current_user.locale)
        g.question_spaces = bool(lesson and queries.spaces_for_lesson(current_user, lesson))
        talks = queries.talks_about_questions(current_user, attempt.lesson_id) if g.question_spaces else []
        g.question_talks = Counter(row.question_id for row in talks)
    if not g.question_spaces:
        return ""
    return render_template(
        "discussions/_beside_question.html",
        address=f"/lessons/{attempt.lesson_id}/questions/{answer.question_id}/talk",
        count=g.question_talks[answer.question_id],
    )


def question_address(viewer: Viewer, thread) -> str:
    """Where the question a conversation is about is shown; nothing for who has not answered it yet."""
    if not thread.question_id or not thread.visible_lesson_id:
        return ""
    has_met = find_met_question(viewer, thread.lesson_id, thread.question_id) is not None
    return f"/lessons/{thread.lesson_id}/questions/{thread.question_id}/talk" if has_met else ""
