"""Pages that change the outline; each answers with the page it was sent from."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from courses.editing import actions, queries
from courses.editing.forms import LessonForm, ModuleForm
from courses.editing.outline import actions as outline
from courses.editing.outline.forms import LessonMoveForm, MoveForm, RemovalForm, ReturnForm
from courses.editing.outline.queries import find_module
from courses.editing.policies import can_edit_course
from courses.editing.screens import chosen_text, course_screen, editable_course, editable_lesson, lesson_screen
from courses.models import Course, Module
from courses.opening.actions import Circle
from lms.access import get_or_404, require
from lms.database import db
from lms.forms import act_once
from lms.languages import NAMES
from lms.pages import local_address, then_go, then_show

bp = Blueprint("outline", __name__)


@bp.post("/modules/<int:module_id>/title")
def rename_module(module_id):
    course, module = _editable_module(module_id)
    form = ModuleForm()
    if not form.validate():
        return course_screen(course, status=422, renamed=module.id, rename_form=form)
    elsewhere = dict.fromkeys((code for code in NAMES if code != course.language), form.title_elsewhere.data)
    outline.rename_module(module, form.title.data, titles=elsewhere)
    return _back(course, _("Saved."))


@bp.post("/modules/<int:module_id>/lessons")
def add_lesson(module_id):
    course, module = _editable_module(module_id)
    form = LessonForm()
    if not form.validate():
        return course_screen(course, status=422, added_to=module.id, lesson_form=form)
    act_once(form, current_user)
    lesson = actions.add_lesson(
        module, title=form.title.data, kind=form.kind.data, language=course.language, by=current_user
    )
    return then_show("editor.drafts.edit_lesson", lesson_id=lesson.id)


@bp.post("/modules/<int:module_id>/moves")
def move_module(module_id):
    course, module = _editable_module(module_id)
    form = MoveForm()
    if not form.validate():
        return course_screen(course, status=422)
    outline.move_module(module, form.step.data)
    return _back(course)


@bp.post("/lessons/<int:lesson_id>/moves")
def move_lesson(lesson_id):
    course, lesson = editable_lesson(lesson_id)
    form = LessonMoveForm()
    if not form.validate():
        return course_screen(course, status=422)
    if form.step.data:
        try:
            outline.move_lesson(lesson, form.step.data)
        except Circle:
            return _refuse_circle(course)
        return _back(course)
    module = find_module(course, form.module.data)
    if module is None:
        return course_screen(course, status=409, stale_order=True)
    try:
        outline.place_lesson(lesson, module)
    except Circle:
        return _refuse_circle(course)
    return _back(course, _("Moved to “%(title)s”.", title=module.title))


@bp.post("/courses/<int:course_id>/order")
def order_modules(course_id):
    course = editable_course(course_id)
    try:
        outline.put_modules_in_order(course, _order())
    except outline.StaleOrder:
        return course_screen(course, status=409, stale_order=True)
    return _back(course)


@bp.post("/modules/<int:module_id>/order")
def order_lessons(module_id):
    course, module = _editable_module(module_id)
    try:
        outline.put_lessons_in_order(module, _order())
    except outline.StaleOrder:
        return course_screen(course, status=409, stale_order=True)
    except Circle:
        return _refuse_circle(course)
    return _back(course)


@bp.post("/modules/<int:module_id>/removal")
def remove_module(module_id):
    course, module = _editable_module(module_id)
    outline.remove_module(module, by=current_user)
    return _back(course, _("Removed. For 30 days you find it under Removed."))


@bp.post("/modules/<int:module_id>/restoration")
def restore_module(module_id):
    course, module = _editable_module(module_id, removed=True)
    if module.removed_at:
        outline.restore_module(module, by=current_user)
    return _back(course, _("Back where it stood."))


@bp.post("/lessons/<int:lesson_id>/removal")
def remove_lesson(lesson_id):
    course, lesson = editable_lesson(lesson_id)
    form = RemovalForm()
    if not form.validate():
        return lesson_screen(course, lesson, chosen_text(lesson), removal=form, status=422)
    outline.remove_lesson(lesson, by=current_user, why=form.removed_because.data)
    return then_show(
        "editor.edit_course", course_id=course.id, toast=_("Removed. For 30 days you find it under Removed.")
    )


@bp.post("/lessons/<int:lesson_id>/restoration")
def restore_lesson(lesson_id):
    course, lesson = editable_lesson(lesson_id, removed=True)
    try:
        if lesson.removed_at:
            outline.restore_lesson(lesson, by=current_user)
    except Circle:
        return _refuse_circle(course)
    return _back(course, _("Back where it stood."))


def _editable_module(module_id: int, *, removed: bool = False) -> tuple[Course, Module]:
    module = get_or_404(queries.modules_found_by(current_user, removed=removed), module_id)
    course = queries.get_course(module.course_id)
    require(can_edit_course(current_user, course))
    return course, module


def _refuse_circle(course: Course):
    """The outline as it was, and why it stays so."""
    db.session.rollback()
    return course_screen(editable_course(course.id), status=422, is_circle=True)


def _order() -> list[int]:
    """The ids in the order sent; what is no number is no id we have."""
    return [int(value) if value.isdecimal() and len(value) < 19 else 0 for value in request.form.getlist("order")]


def _back(course: Course, toast: str | None = None):
    """To the page the act was sent from: the editor of a lesson, or the course."""
    course_page = url_for("editor.edit_course", course_id=course.id)
    return then_go(local_address(ReturnForm().back.data, otherwise=course_page), toast=toast)
