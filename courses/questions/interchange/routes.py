"""Pages of question files: sending one, seeing what it would bring, its receipt, undoing it, and taking questions along."""

import io

from flask import Blueprint, jsonify, request, send_file
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from courses.editing.screens import editable_course
from courses.questions.interchange import actions, exporting, queries, running
from courses.questions.interchange.forms import ExportForm, QuestionFileForm
from courses.questions.interchange.items import MOST_BYTES, Unreadable
from courses.questions.kinds.fields import KINDS
from lms.access import get_or_404
from lms.forms import act_once
from lms.pages import not_found, render, then_show

bp = Blueprint("question_files", __name__)


@bp.get("/courses/<int:course_id>/questions/import")
def new_import(course_id):
    return _form_page(editable_course(course_id))


@bp.post("/courses/<int:course_id>/questions/import")
def start_import(course_id):
    course = editable_course(course_id)
    form = QuestionFileForm()
    form.offer(queries.paths_of(course))
    if not form.validate():
        return _form_page(course, form, status=422)
    try:
        data = form.file.data.read(MOST_BYTES + 1)
        row = running.begin(
            course, data, form.file.data.filename, category_id=form.category.data or None, by=current_user
        )
    except Unreadable as unreadable:
        form.file.errors = [_("%(sentence)s Nothing of it was kept.", sentence=unreadable)]
        return _form_page(course, form, status=422)
    act_once(form, current_user)
    return then_show("question_files.show_import", course_id=course.id, question_import_id=row.id)


@bp.get("/courses/<int:course_id>/questions/imports/<int:question_import_id>")
def show_import(course_id, question_import_id):
    return _import_page(*_import(course_id, question_import_id))


@bp.get("/courses/<int:course_id>/questions/imports/<int:question_import_id>/receipt.json")
def show_receipt(course_id, question_import_id):
    _course, row = _import(course_id, question_import_id)
    return jsonify(row.receipt or row.preview)


@bp.post("/courses/<int:course_id>/questions/imports/<int:question_import_id>/arrival")
def finish_import(course_id, question_import_id):
    course, row = _import(course_id, question_import_id)
    if not row.finished_at:
        try:
            running.finish(row, course, by=current_user)
        except Unreadable as unreadable:
            return _import_page(course, row, status=422, problem=str(unreadable))
    number = len(row.made.get("questions", []))
    toast = ngettext("%(num)d question arrived.", "%(num)d questions arrived.", number)
    return then_show("question_files.show_import", course_id=course.id, question_import_id=row.id, toast=toast)


@bp.post("/courses/<int:course_id>/questions/imports/<int:question_import_id>/dropping")
def drop_import(course_id, question_import_id):
    course, row = _import(course_id, question_import_id)
    if row.finished_at:
        return _import_page(course, row, status=422, problem=_("It has arrived already. Undo it instead."))
    actions.drop_import(row)
    return then_show("question_files.new_import", course_id=course.id, toast=_("Nothing was imported."))


@bp.post("/courses/<int:course_id>/questions/imports/<int:question_import_id>/undoing")
def undo_import(course_id, question_import_id):
    course, row = _import(course_id, question_import_id)
    if not row.finished_at:
        return _import_page(course, row, status=422, problem=_("It has not arrived, so there is nothing to undo."))
    if not row.undone_at:
        actions.undo_import(row, by=current_user)
    toast = _("The import is undone. Its questions have left the bank.")
    return then_show("question_files.show_import", course_id=course.id, question_import_id=row.id, toast=toast)


@bp.get("/courses/<int:course_id>/questions/export")
def show_export(course_id):
    course, form, items = _export(course_id)
    return render(
        "courses/questions/interchange/export.html",
        course=course,
        form=form,
        number=len(items),
        losses=exporting.left_behind(items, form.form.data),
        chosen={"form": form.form.data, "category": form.category.data},
    )


@bp.get("/courses/<int:course_id>/questions/export/file")
def download_export(course_id):
    course, form, items = _export(course_id)
    data, name = exporting.written(items, form.form.data), exporting.file_name(course, form.form.data)
    media_type = "application/xml" if form.form.data == "moodle" else "text/plain"
    answer = send_file(io.BytesIO(data), mimetype=media_type, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _export(course_id: int):
    """(course, form, questions) as the address asks; 404 for a category or format that is not there."""
    course = editable_course(course_id)
    form = ExportForm(request.args)
    form.offer(queries.paths_of(course))
    if not form.validate():
        not_found()
    return course, form, exporting.items_of(course, form.category.data or None)


def _import(course_id: int, question_import_id: int):
    course = editable_course(course_id)
    return course, get_or_404(queries.imports_of(course), question_import_id)


def _form_page(course, form: QuestionFileForm | None = None, status: int = 200):
    if form is None:
        form = QuestionFileForm(formdata=None)
        form.offer(queries.paths_of(course))
    imports = queries.latest_imports(course)
    return render(
        "courses/questions/interchange/new_import.html", status=status, course=course, form=form, imports=imports
    )


def _import_page(course, row, *, status: int = 200, problem: str = ""):
    return render(
        "courses/questions/interchange/import.html", status=status, course=course, row=row, receipt=row.receipt,
        preview=row.preview, problem=problem, kinds=KINDS,
    )  # fmt: skip
