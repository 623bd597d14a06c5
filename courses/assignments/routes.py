"""The page on which authors say what an assignment asks and how it is judged."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from courses.assignments import actions, queries
from courses.assignments.forms import AssignmentForm
from courses.editing.queries import texts_of
from courses.editing.screens import editable_lesson
from lms.pages import not_found, render, then_show

bp = Blueprint("assignments", __name__)


@bp.get("/lessons/<int:lesson_id>/assignment")
def edit_assignment(lesson_id):
    course, lesson = _editable_assignment(lesson_id)
    settings = queries.settings_of(lesson.id)
    return _page(course, lesson, AssignmentForm.of(settings, queries.find_rubric(settings.rubric_id)))


@bp.post("/lessons/<int:lesson_id>/assignment")
def change_assignment(lesson_id):
    """“Add a criterion” shows the same page with one row more; nothing is kept by it."""
    course, lesson = _editable_assignment(lesson_id)
    form = AssignmentForm()
    if "more" in request.form:
        form.add_row()
        return _page(course, lesson, form)
    if not form.validate():
        return _page(course, lesson, form, status=422)
    actions.change_assignment(lesson, by=current_user, **form.words)
    return then_show(
        "editor.drafts.edit_lesson", lesson_id=lesson.id, toast=_("Kept. Work handed in before keeps its rubric.")
    )


def _editable_assignment(lesson_id: int):
    course, lesson = editable_lesson(lesson_id)
    if lesson.kind != "assignment":
        not_found()
    return course, lesson


def _page(course, lesson, form: AssignmentForm, *, status: int = 200):
    return render(
        "courses/assignments/edit.html",
        status=status,
        course=course,
        lesson=lesson,
        title=texts_of(lesson.id)[0].draft_title,
        form=form,
    )
