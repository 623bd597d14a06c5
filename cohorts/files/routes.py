"""The Files tab of a cohort: what was attached in it, adding to it, removing with undo."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from cohorts import policies
from cohorts.files import queries
from cohorts.screens import head_or_404, page_of, show_tab
from lms.access import require
from lms.database import now
from lms.files.actions import UNDO, remove_file, restore_file, store_upload
from lms.files.forms import FilesForm
from lms.forms import act_once
from lms.pages import not_found, number, then_show

bp = Blueprint("cohort_files", __name__)


@bp.get("/cohorts/<int:cohort_id>/files")
def show_files(cohort_id):
    return _files_page(head_or_404(cohort_id), FilesForm())


@bp.post("/cohorts/<int:cohort_id>/files")
def add_files(cohort_id):
    cohort, form = head_or_404(cohort_id), FilesForm()
    require(policies.can_add_file(cohort.phase))
    if not form.validate():
        return _files_page(cohort, form, status=422)
    act_once(form, current_user)
    told = form.keep(lambda name, data: store_upload(data, name, audience_id=cohort.audience_id, by=current_user))
    if form.files.errors:
        return _files_page(cohort, form, status=422)
    return then_show("cohort_files.show_files", cohort_id=cohort_id, toast=told)


@bp.post("/cohorts/<int:cohort_id>/files/<key>/removal")
def remove(cohort_id, key):
    cohort = head_or_404(cohort_id)
    file = queries.find_file(cohort, current_user, key) or not_found()
    require(policies.can_remove_file(current_user, cohort.phase, file.uploaded_by))
    remove_file(file)
    toast = _("Removed. You can undo this for 30 days.")
    return then_show("cohort_files.show_files", cohort_id=cohort_id, toast=toast)


@bp.post("/cohorts/<int:cohort_id>/files/<key>/restoration")
def restore(cohort_id, key):
    cohort = head_or_404(cohort_id)
    file = queries.find_removed_file(cohort, current_user, key, since=now() - UNDO) or not_found()
    require(policies.can_remove_file(current_user, cohort.phase, file.uploaded_by))
    restore_file(file)
    return then_show("cohort_files.show_files", cohort_id=cohort_id, toast=_("It is back where it was."))


def _files_page(cohort, form: FilesForm, *, status: int = 200):
    before = request.args.get("before", type=number)
    return show_tab(
        "files",
        cohort,
        status=status,
        form=form,
        can_add=policies.can_add_file(cohort.phase),
        can_remove=lambda file: policies.can_remove_file(current_user, cohort.phase, file.user_id),
        **page_of(queries.files_of(cohort, current_user, since=now() - UNDO, before=before)),
    )
