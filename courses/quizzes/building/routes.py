"""Pages of building a quiz; only who edits the course comes here."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from courses.editing.screens import editable_lesson
from courses.quizzes.building import actions, queries
from courses.quizzes.building.forms import AddQuestionsForm, MoveForm, QuizForm, SlotPointsForm
from courses.quizzes.building.screens import builder_screen, draw_form, moment_of
from courses.quizzes.queries import find_slot
from lms.forms import act_once
from lms.pages import not_found, then_show

bp = Blueprint("building", __name__)


@bp.get("/lessons/<int:lesson_id>/quiz")
def edit_quiz(lesson_id):
    return builder_screen(*_editable_quiz(lesson_id))


@bp.post("/lessons/<int:lesson_id>/quiz")
def save_quiz(lesson_id):
    course, lesson = _editable_quiz(lesson_id)
    form = QuizForm()
    if not form.validate():
        return builder_screen(course, lesson, status=422, form=form)
    settings = {
        name: getattr(form, name).data
        for name in (
            "minutes", "attempts_allowed", "counts", "pass_percent", "is_one_at_a_time", "is_shuffled", "review",
            "version",
        )
    }  # fmt: skip
    try:
        actions.change_quiz(
            actions.quiz_of(lesson), closes_at=moment_of(form.closes_at.data), by=current_user, **settings
        )
    except actions.StaleQuiz as stale:
        form.go_on_from(stale.stored.version)
        return builder_screen(course, lesson, status=409, form=form, is_stale=True)
    return _back(lesson, _("Saved."))


@bp.post("/lessons/<int:lesson_id>/quiz/questions")
def add_questions(lesson_id):
    course, lesson = _editable_quiz(lesson_id)
    form = AddQuestionsForm()
    if not form.validate():
        return builder_screen(course, lesson, status=422, add_form=form)
    act_once(form, current_user)
    actions.add_questions(actions.quiz_of(lesson), queries.questions_in_course(course.id, form.questions.data))
    return _back(lesson)


@bp.post("/lessons/<int:lesson_id>/quiz/draws")
def add_draw(lesson_id):
    course, lesson = _editable_quiz(lesson_id)
    form = draw_form(course.id)
    if not form.validate():
        return builder_screen(course, lesson, status=422, draw_form=form)
    act_once(form, current_user)
    actions.add_draw(
        actions.quiz_of(lesson),
        category_id=form.category.data,
        tag=form.tag.data,
        draws=form.draws.data,
        points=form.draw_points.data,
    )
    return _back(lesson)


@bp.post("/lessons/<int:lesson_id>/quiz/order")
def order_slots(lesson_id):
    course, lesson = _editable_quiz(lesson_id)
    ids = [int(value) if value.isdecimal() and len(value) < 19 else 0 for value in request.form.getlist("order")]
    if not actions.put_in_order(actions.quiz_of(lesson), ids):
        return builder_screen(course, lesson, status=409, is_stale=True)
    return _back(lesson)


@bp.post("/lessons/<int:lesson_id>/quiz/slots/<int:slot_id>/moves")
def move_slot(lesson_id, slot_id):
    course, lesson, slot = _slot(lesson_id, slot_id)
    form = MoveForm()
    if not form.validate():
        return builder_screen(course, lesson, status=422)
    actions.move_slot(slot, form.step.data)
    return _back(lesson)


@bp.post("/lessons/<int:lesson_id>/quiz/slots/<int:slot_id>/points")
def give_points(lesson_id, slot_id):
    course, lesson, slot = _slot(lesson_id, slot_id)
    form = SlotPointsForm()
    if not form.validate():
        return builder_screen(course, lesson, status=422, points_form=form, wrong_slot=slot_id)
    actions.give_points(slot, form.points.data)
    return _back(lesson, _("Saved."))


@bp.post("/lessons/<int:lesson_id>/quiz/slots/<int:slot_id>/removal")
def remove_slot(lesson_id, slot_id):
    _course, lesson, slot = _slot(lesson_id, slot_id)
    actions.remove_slot(slot)
    return _back(lesson, _("Taken out of the quiz. It stays in the bank."))


def _editable_quiz(lesson_id: int):
    course, lesson = editable_lesson(lesson_id)
    return (course, lesson) if lesson.kind == "quiz" else not_found()


def _slot(lesson_id: int, slot_id: int):
    course, lesson = _editable_quiz(lesson_id)
    return course, lesson, find_slot(lesson_id, slot_id) or not_found()


def _back(lesson, toast: str | None = None):
    return then_show("quizzes.building.edit_quiz", lesson_id=lesson.id, toast=toast)
