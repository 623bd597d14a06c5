"""Pages of attempts: beginning one, answering, what is unanswered, handing in and looking back."""

from datetime import timedelta

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from courses.editing.screens import editable_lesson
from courses.policies import can_read_lesson
from courses.queries import find_lesson_page
from courses.quizzes import actions, files, policies, queries
from courses.quizzes.building.actions import quiz_of
from courses.quizzes.building.routes import bp as building
from courses.quizzes.closing import closing_of
from courses.quizzes.results.routes import bp as results
from courses.quizzes.screens import attempt_screen, review_screen, summary_screen
from courses.quizzes.sending import answered_elsewhere, changed_answers
from courses.quizzes.uploading import keep_files
from lms.access import get_or_404, require
from lms.database import now
from lms.forms import Form, act_once
from lms.pages import not_found, then_show

bp = Blueprint("quizzes", __name__)
ALMOST = timedelta(seconds=5)  # the clock of a browser may be a little ahead
bp.register_blueprint(building)
bp.register_blueprint(results)


@bp.post("/lessons/<int:lesson_id>/attempts")
def start_attempt(lesson_id):
    lesson = find_lesson_page(current_user, lesson_id, current_user.locale) or not_found()
    require(can_read_lesson(current_user, lesson, now()))
    quiz = queries.find_quiz(lesson_id) if lesson.kind == "quiz" else None
    quiz = quiz or not_found()
    if attempt := queries.find_open_attempt(lesson_id, current_user.id):
        return then_show("quizzes.show_attempt", attempt_id=attempt.id)
    require(
        policies.can_start(
            current_user,
            quiz,
            questions=queries.count_questions(lesson_id),
            begun=len(queries.my_attempts(lesson_id, current_user.id)),
            allowance=queries.allowance_of(lesson_id, current_user.id),
            closes_at=closing_of(quiz, current_user.id),
            moment=now(),
        )
    )
    act_once(Form(), current_user)
    attempt = actions.start_attempt(quiz, current_user)
    return then_show("quizzes.show_attempt", attempt_id=attempt.id)


@bp.post("/lessons/<int:lesson_id>/quiz/preview")
def start_preview(lesson_id):
    """Authors try the quiz as a trainee would; it counts nowhere."""
    _course, lesson = editable_lesson(lesson_id)
    if lesson.kind != "quiz":
        not_found()
    require(queries.count_questions(lesson_id) > 0)
    act_once(Form(), current_user)
    attempt = actions.start_attempt(quiz_of(lesson), current_user, is_preview=True)
    return then_show("quizzes.show_attempt", attempt_id=attempt.id)


@bp.get("/attempts/<int:attempt_id>")
def show_attempt(attempt_id):
    attempt = get_or_404(queries.attempts_visible_to(current_user), attempt_id)
    if not attempt.is_open:
        return review_screen(attempt)
    require(policies.can_answer(current_user, attempt))
    return attempt_screen(attempt)


@bp.post("/attempts/<int:attempt_id>")
def save_answers(attempt_id):
    """Keep what was answered, then go where the button says. A browser that saves by itself gets 204, or 409 when over."""
    attempt = _answerable(attempt_id)
    by_itself = request.form.get("go") == "stay"
    if attempt.submitted_at is not None:
        return ("", 409) if by_itself else _to(attempt)
    answers = queries.answers_of(attempt)
    versions = queries.versions_of(answers)
    changed, unreadable = changed_answers(answers, versions, files.files_of(answers, versions), request.form)
    # What is answered with 422 or 409 keeps nothing: the page shows all of it again.
    typed = {position: response for position, response, _sequence in changed}
    if unreadable:
        problem = _("An answer came in a form we cannot read. Answer it again.")
        return attempt_screen(attempt, status=422, problem=problem, typed=typed, page=unreadable[0])
    refused = {
        position: response
        for position, response, sequence in changed
        if not actions.save_answer(attempt, position, response, sequence)
    }
    if by_itself:
        return "", 204
    if elsewhere := answered_elsewhere(attempt, refused):
        return attempt_screen(attempt, status=409, typed=typed, elsewhere=elsewhere, page=elsewhere[0])
    if problems := keep_files(attempt, request):
        return attempt_screen(
            attempt, status=422, problem=" ".join(problems), typed=typed, page=min(typed, default=None)
        )
    return _go_on(attempt, request.form.get("go", ""))


@bp.get("/attempts/<int:attempt_id>/summary")
def show_summary(attempt_id):
    attempt = get_or_404(queries.attempts_visible_to(current_user), attempt_id)
    if not attempt.is_open:
        return _to(attempt)
    require(policies.can_answer(current_user, attempt))
    return summary_screen(attempt)


@bp.post("/attempts/<int:attempt_id>/submission")
def submit(attempt_id):
    attempt = _answerable(attempt_id)
    actions.submit(attempt)
    return _to(attempt, toast=_("Handed in."))


def _answerable(attempt_id: int):
    """One's own attempt; closed first when its time is over, so that what comes too late changes nothing."""
    attempt = get_or_404(queries.attempts_visible_to(current_user), attempt_id)
    require(attempt.user_id == current_user.id)
    actions.close_if_over(attempt, now())
    return attempt


def _go_on(attempt, go: str):
    kind, _colon, place = go.partition(":")
    position = _position(place) or 1
    if kind == "check" and policies.can_check(current_user, queries.get_quiz(attempt.lesson_id), attempt):
        actions.check_answer(attempt, position)
        return _to(attempt, page=position, anchor=f"question-{position}")
    if kind == "drop":
        return _drop_file(attempt, place)
    if kind == "files":
        return _to(attempt, page=position, anchor=f"question-{position}", toast=_("Your files are here."))
    if kind == "end" and attempt.due_at and attempt.due_at <= now() + ALMOST:
        actions.submit(attempt, is_timed_out=True)
        return _to(attempt, toast=_("Your time is over. What was saved counts."))
    if kind == "page":
        return _to(attempt, page=position)
    if kind == "summary":
        return then_show("quizzes.show_summary", attempt_id=attempt.id)
    return _to(attempt, toast=_("Saved."))


def _position(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _drop_file(attempt, place: str):
    """`place` is the position of an answer and the key of one of its files."""
    position, _colon, key = place.partition(":")
    answer = queries.find_answer(attempt, _position(position))
    if answer is None or answer.locked_at is not None or not files.drop_file(answer, key):
        not_found()
    return _to(attempt, page=answer.position, anchor=f"question-{answer.position}", toast=_("Taken away."))


def _to(attempt, *, page: int | None = None, anchor: str | None = None, toast: str | None = None):
    return then_show("quizzes.show_attempt", attempt_id=attempt.id, page=page, anchor=anchor, toast=toast)
