"""Answering a question within a lesson: its feedback appears there, and nothing is kept."""

from flask import Blueprint, request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from courses import policies
from courses.checks.queries import questions_asked
from courses.checks.showing import answered_check, numbers_in
from courses.queries import find_lesson_page
from courses.questions.kinds import BadResponse, read_response
from courses.screens import asked_language, lesson_screen
from lms.access import require
from lms.database import now
from lms.pages import htmx, not_found, render
from lms.people.signing_in import ask_or_404, public

bp = Blueprint("checks", __name__)


@bp.post("/lessons/<int:lesson_id>/checks/<int:question_id>")
@public
def check_answer(lesson_id, question_id):
    lesson = find_lesson_page(current_user, lesson_id, asked_language()) or ask_or_404()
    require(policies.can_read_lesson(current_user, lesson, now()))
    # Only what the text asks: the bank holds questions of quizzes, and their answers are told to nobody here.
    if question_id not in numbers_in(lesson.html):
        not_found()
    version = questions_asked(current_user, lesson.course_id, [question_id]).get(question_id) or not_found()
    try:
        response = read_response(version.kind, version.content, request.form, f"check-{question_id}-")
    except BadResponse:
        response = {}
    check = answered_check(
        current_user, question_id, version, response, str(get_locale()), _("Answer the question first.")
    )
    status = 200 if check.is_checked else 422
    if htmx:
        return render("courses/checks/question.html", status=status, check=check, lesson=lesson)
    return lesson_screen(lesson, answered=check, status=status)
