"""Pages of bringing articles in, with their receipt and the way back, and of taking a collection out."""

from flask import Blueprint, jsonify, request, send_file
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.interchange import actions, queries
from knowledge.interchange.exporting import Export, file_name, packed
from knowledge.interchange.forms import ArticlesForm
from knowledge.interchange.models import ArticleImport
from knowledge.policies import can_keep_knowledge, can_write
from knowledge.queries import collections_visible_to
from lms.access import get_or_404, require
from lms.archives import ArchiveRefused
from lms.forms import act_once
from lms.interchange import uploads
from lms.interchange.actions import InUse
from lms.jobs import enqueue
from lms.pages import render, then_show

bp = Blueprint("interchange", __name__)


@bp.get("/knowledge/import")
def new_import():
    require(can_keep_knowledge(current_user))
    form = ArticlesForm(formdata=None, collection=request.args.get("in", 0, type=int))
    return _form_page(form)


@bp.post("/knowledge/import")
def start_import():
    require(can_keep_knowledge(current_user))
    form = ArticlesForm().offer(queries.possible_places(current_user))
    if not form.validate():
        return _form_page(form, status=422)
    try:
        name, archive = uploads.gathered(form.files.data)
    except ArchiveRefused as refused:
        form.files.errors = [_("%(sentence)s Nothing of it was kept.", sentence=refused.sentence)]
        return _form_page(form, status=422)
    act_once(form, current_user)
    row = actions.start_import(
        source_name=name,
        source_key=uploads.keep(archive),
        title=form.title.data,
        language=form.language.data,
        collection_id=form.collection.data or None,
        publishes=form.publishing.data == "published",
        by=current_user,
    )
    enqueue("article_import", import_id=row.id)
    return then_show("knowledge.interchange.show_import", article_import_id=row.id)


@bp.get("/knowledge/imports/<int:article_import_id>")
def show_import(article_import_id):
    return _import_page(_import(article_import_id))


@bp.get("/knowledge/imports/<int:article_import_id>/receipt.json")
def show_receipt(article_import_id):
    return jsonify(_import(article_import_id).receipt)


@bp.post("/knowledge/imports/<int:article_import_id>/undoing")
def undo_import(article_import_id):
    row = _import(article_import_id)
    if not row.finished_at:
        return _import_page(row, status=422, in_use=_("It has not arrived yet. Wait until it has."))
    try:
        actions.undo_import(row, by=current_user)
    except InUse as use:
        return _import_page(row, status=422, in_use=use.reason)
    toast = _("The import is undone. Its articles are gone.")
    return then_show("knowledge.interchange.show_import", article_import_id=row.id, toast=toast)


@bp.get("/collections/<int:collection_id>/export")
def show_export(collection_id):
    collection = _written_collection(collection_id)
    export = Export(collection, current_user)
    return render(
        "knowledge/interchange/export.html", collection=collection, export=export, losses=export.left_behind()
    )


@bp.get("/collections/<int:collection_id>/export/file")
def download_export(collection_id):
    collection = _written_collection(collection_id)
    archive = packed(Export(collection, current_user))
    answer = send_file(archive, mimetype="application/zip", as_attachment=True, download_name=file_name(collection))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _written_collection(collection_id: int):
    collection = get_or_404(collections_visible_to(current_user), collection_id)
    require(can_write(current_user, collection))
    return collection


def _import(article_import_id: int) -> ArticleImport:
    row = get_or_404(queries.imports_visible_to(current_user), article_import_id)
    require(can_keep_knowledge(current_user))
    return row


def _form_page(form: ArticlesForm, status: int = 200):
    form.offer(queries.possible_places(current_user))
    imports = queries.latest_imports(current_user)
    return render("knowledge/interchange/new_import.html", status=status, form=form, imports=imports)


def _import_page(row: ArticleImport, *, status: int = 200, in_use: str = ""):
    return render(
        "knowledge/interchange/import.html",
        fragments={"arrival"},
        status=status,
        row=row,
        receipt=row.receipt,
        percent=row.steps_done * 100 // row.steps if row.steps else 0,
        in_use=in_use,
    )
