"""Pages of bringing courses in: sending one, watching it arrive, its receipt, and taking it away again."""

from flask import Blueprint, jsonify
from flask_babel import gettext as _
from flask_login import current_user

from courses.editing.policies import can_edit_courses
from courses.interchange import actions, queries
from courses.interchange.forms import ImportForm
from courses.models import CourseImport
from lms.access import get_or_404, require
from lms.archives import ArchiveRefused
from lms.forms import act_once
from lms.interchange import uploads
from lms.interchange.actions import InUse
from lms.jobs import enqueue
from lms.pages import render, then_show

bp = Blueprint("interchange", __name__)


@bp.get("/courses/import")
def new_import():
    require(can_edit_courses(current_user))
    return _form_page(ImportForm(formdata=None))


@bp.post("/courses/import")
def start_import():
    require(can_edit_courses(current_user))
    form = ImportForm()
    if not form.validate():
        return _form_page(form, status=422)
    try:
        name, archive = uploads.gathered(form.files.data)
    except ArchiveRefused as refused:
        form.files.errors = [_("%(sentence)s Nothing of it was kept.", sentence=refused.sentence)]
        return _form_page(form, status=422)
    act_once(form, current_user)
    row = actions.start_import(
        source_name=name, source_key=uploads.keep(archive), title=form.title.data, language=form.language.data,
        by=current_user,
    )  # fmt: skip
    enqueue("course_import", import_id=row.id)
    return then_show("interchange.show_import", import_id=row.id)


@bp.get("/courses/imports/<int:import_id>")
def show_import(import_id):
    return _import_page(_import(import_id))


@bp.get("/courses/imports/<int:import_id>/receipt.json")
def show_receipt(import_id):
    return jsonify(_import(import_id).receipt)


@bp.post("/courses/imports/<int:import_id>/undoing")
def undo_import(import_id):
    row = _import(import_id)
    try:
        actions.undo_import(row, by=current_user)
    except InUse as use:
        return _import_page(row, status=422, in_use=use.reason)
    return then_show("interchange.show_import", import_id=row.id, toast=_("The import is undone. The course is gone."))


def _import(import_id: int) -> CourseImport:
    row = get_or_404(queries.imports_visible_to(current_user), import_id)
    require(can_edit_courses(current_user))
    return row


def _form_page(form: ImportForm, status: int = 200):
    return render(
        "courses/interchange/new_import.html", status=status, form=form, imports=queries.latest_imports(current_user)
    )


def _import_page(row: CourseImport, *, status: int = 200, in_use: str = ""):
    return render(
        "courses/interchange/import.html",
        fragments={"arrival"},
        status=status,
        row=row,
        receipt=row.receipt,
        percent=row.steps_done * 100 // row.steps if row.steps else 0,
        in_use=in_use,
    )
