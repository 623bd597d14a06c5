"""Pages for staff: results of a quiz, answers to grade, mending grades, and how its questions work."""

from flask import Blueprint, abort
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from courses.editing.policies import can_edit_courses
from courses.models import Lesson
from courses.quizzes import actions, policies, words
from courses.quizzes import queries as quizzes
from courses.quizzes.building.actions import allow
from courses.quizzes.files import files_of
from courses.quizzes.results import queries
from courses.quizzes.results.forms import AllowanceForm, GradeForm, OverruleForm, RegradeForm
from courses.quizzes.results.regrading import begin_regrading
from courses.quizzes.results.statistics import FEWEST, items_of
from courses.quizzes.screens import shown_question
from lms.access import get_or_404, require
from lms.drafts.actions import forget_draft
from lms.drafts.forms import keep_as_typed
from lms.drafts.queries import find_draft
from lms.forms import act_once, choices_of
from lms.markup import stored
from lms.pages import not_found, render, then_show

bp = Blueprint("results", __name__)


@bp.get("/lessons/<int:lesson_id>/results")
def show_results(lesson_id):
    return _results(*_quiz(lesson_id))


@bp.post("/lessons/<int:lesson_id>/allowances")
def give_allowance(lesson_id):
    quiz, lesson = _quiz(lesson_id)
    form = _allowance_form(lesson)
    if not form.validate():
        return _results(quiz, lesson, status=422, form=form)
    allow(
        quiz,
        form.person.data,
        extra_attempts=form.extra_attempts.data,
        extra_minutes=form.extra_minutes.data,
        by=current_user,
    )
    return then_show("quizzes.results.show_results", lesson_id=lesson_id, toast=_("Saved."))


@bp.get("/grading")
def show_queue():
    require(policies.can_see_results(current_user))
    return render("courses/quizzes/grading.html", rows=queries.to_grade(current_user))


@bp.get("/attempts/<int:attempt_id>/answers/<int:position>/grade")
def show_answer(attempt_id, position):
    attempt, answer, version = _gradable(attempt_id, position)
    return _answer_page(attempt, answer, version, _grade_form(answer, version, formdata=None))


@bp.post("/attempts/<int:attempt_id>/answers/<int:position>/grade")
def grade_answer(attempt_id, position):
    attempt, answer, version = _gradable(attempt_id, position, is_locking=True)
    form = _grade_form(answer, version)
    if not form.validate():
        return _answer_page(attempt, answer, version, form, status=422)
    act_once(form, current_user)
    fraction = form.earned.data / answer.points if answer.points else 1.0
    forget_draft(current_user, answer.draft_place)
    if version.kind != "essay":
        actions.overrule(answer, fraction=fraction, reason=form.comment.data, by=current_user)
        return _to_answer(answer, _("Graded."))
    actions.grade_answer(answer, fraction=fraction, comment=form.comment.data or "", by=current_user)
    following = next(iter(queries.to_grade(current_user, lesson_id=attempt.lesson_id)), None)
    if following is None:
        return then_show("quizzes.show_attempt", attempt_id=attempt_id, toast=_("Graded."))
    return then_show(
        "quizzes.results.show_answer",
        attempt_id=following.attempt_id,
        position=following.position,
        toast=_("Graded. Here is the next one."),
    )


@bp.post("/attempts/<int:attempt_id>/answers/<int:position>/automatic-grade")
def take_back_grade(attempt_id, position):
    _attempt, answer, _version = _gradable(attempt_id, position, is_locking=True)
    actions.take_back_grade(answer, by=current_user)
    return _to_answer(answer, _("The automatic grade counts again."))


@bp.get("/lessons/<int:lesson_id>/questions/<int:question_id>/regrading")
def show_regrading(lesson_id, question_id):
    return _regrading(*_mended(lesson_id, question_id), RegradeForm(formdata=None))


@bp.post("/lessons/<int:lesson_id>/questions/<int:question_id>/regrading")
def regrade(lesson_id, question_id):
    quiz, lesson, question = _mended(lesson_id, question_id)
    form = RegradeForm()
    if not form.validate():
        return _regrading(quiz, lesson, question, form, status=422)
    act_once(form, current_user)
    row = begin_regrading(quiz, question, reason=form.reason.data, by=current_user)
    if row.finished_at is None:
        return then_show("quizzes.results.show_regrading_under_way", regrading_id=row.id)
    toast = ngettext("%(num)d grade changed.", "%(num)d grades changed.", row.changed)
    return then_show("quizzes.results.show_results", lesson_id=lesson_id, toast=toast)


@bp.get("/regradings/<int:regrading_id>")
def show_regrading_under_way(regrading_id):
    """How far it is; it goes on whoever looks."""
    row = queries.find_regrading(regrading_id) or not_found()
    _quiz_of, lesson = _quiz(row.lesson_id)
    require(can_edit_courses(current_user))
    return render(
        "courses/quizzes/regrading_under_way.html",
        fragments={"progress"},
        lesson=quizzes.lesson_of(lesson.id, current_user.locale),
        question=quizzes.newest_versions([row.question_id])[row.question_id],
        row=row,
    )


@bp.get("/lessons/<int:lesson_id>/statistics")
def show_statistics(lesson_id):
    _quiz_of, lesson = _quiz(lesson_id)
    require(can_edit_courses(current_user))
    rows = queries.graded_answers(lesson_id)
    items = items_of(rows)
    return render(
        "courses/quizzes/statistics.html",
        lesson=quizzes.lesson_of(lesson_id, current_user.locale),
        items=items,
        questions=quizzes.newest_versions([item.question_id for item in items]),
        attempts=len({row.attempt_id for row in rows}),
        fewest=FEWEST,
    )


def _quiz(lesson_id: int):
    lesson = get_or_404(quizzes.quiz_lessons_known_to(current_user), lesson_id)
    require(policies.can_see_results(current_user))
    return quizzes.find_quiz(lesson_id) or not_found(), lesson


def _mended(lesson_id: int, question_id: int):
    """Mending grades is for who mends questions."""
    quiz, lesson = _quiz(lesson_id)
    require(can_edit_courses(current_user))
    question = quizzes.newest_versions([question_id]).get(question_id) or not_found()
    if question_id not in {row.id for row in queries.questions_of(lesson_id)}:
        not_found()
    return quiz, lesson, question


def _gradable(attempt_id: int, position: int, *, is_locking: bool = False):
    """An answer that was handed in to a question that asks something."""
    attempt = get_or_404(quizzes.attempts_visible_to(current_user), attempt_id)
    require(policies.can_grade(current_user, attempt))
    answer = quizzes.find_answer(attempt, position, is_locking=is_locking)
    if answer is None or attempt.is_open:
        abort(404)
    version = quizzes.versions_of([answer])[answer.version_id]
    if version.kind == "description":
        abort(404)
    return attempt, answer, version


def _to_answer(answer, toast: str):
    anchor = f"question-{answer.position}"
    return then_show("quizzes.show_attempt", attempt_id=answer.attempt_id, anchor=anchor, toast=toast)


def _results(quiz, lesson: Lesson, *, form=None, status: int = 200):
    return render(
        "courses/quizzes/results.html",
        status=status,
        quiz=quiz,
        lesson=quizzes.lesson_of(lesson.id, current_user.locale),
        results=queries.results_of(current_user, quiz, lesson.course_id),
        waiting=queries.to_grade(current_user, lesson_id=lesson.id),
        can_edit=can_edit_courses(current_user),
        questions=queries.questions_of(lesson.id) if can_edit_courses(current_user) else [],
        form=form or _allowance_form(lesson, formdata=None),
        words=words,
    )


def _allowance_form(lesson: Lesson, **values) -> AllowanceForm:
    form = AllowanceForm(**values)
    form.person.choices = choices_of(
        (row.id, _with_more(row)) for row in queries.people_of(current_user, lesson.course_id, lesson.id)
    )
    return form


def _with_more(row) -> str:
    """A name, with what this person may have besides already."""
    if not (row.extra_attempts or row.extra_minutes):
        return row.name
    more = _("+%(attempts)d attempts, +%(minutes)d minutes", attempts=row.extra_attempts, minutes=row.extra_minutes)
    return f"{row.name} ({more})"


def _grade_form(answer, version, **values) -> GradeForm:
    """The form for one answer, filled with its grade, or with what was typed since."""
    earned = None if answer.needs_grading or answer.fraction is None else answer.fraction * answer.points
    kind = GradeForm if version.kind == "essay" else OverruleForm
    form = kind(most=answer.points, data={"earned": earned, "comment": answer.comment}, **values)
    draft = find_draft(current_user, answer.draft_place)
    if draft is not None and not draft.is_empty and not form.is_submitted():
        form.comment.data = draft.rest.get("comment", [""])[0]
        form.earned.data, form.earned.raw_data = None, draft.rest.get("earned", [""])
    keep_as_typed(form.comment, answer.draft_place, draft)
    return form


def _answer_page(attempt, answer, version, form, status: int = 200):
    versions = quizzes.versions_of([answer])
    held, grades_itself = files_of([answer], versions), version.kind != "essay"
    return render(
        "courses/quizzes/grade.html",
        status=status,
        attempt=attempt,
        answer=answer,
        shown=shown_question(answer, versions, is_reviewed=grades_itself, is_locked=True, files=held.get(answer.id)),
        grades_itself=grades_itself,
        words=words,
        for_grader=stored(version.rendered.get("for_grader", "")),
        person=quizzes.name_of(attempt.user_id),
        lesson=quizzes.lesson_of(attempt.lesson_id, current_user.locale),
        form=form,
    )


def _regrading(quiz, lesson, question, form, status: int = 200):
    rows = queries.regrades_of(current_user, quiz, lesson.course_id, question.question_id)
    return render(
        "courses/quizzes/regrading.html",
        status=status,
        quiz=quiz,
        lesson=quizzes.lesson_of(lesson.id, current_user.locale),
        question=question,
        changes=[row for row in rows if not row.answer.is_overruled],
        kept=[row for row in rows if row.answer.is_overruled],
        form=form,
        words=words,
    )
