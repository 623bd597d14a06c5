"""Pages of bringing a calendar into a cohort: sending the file, and the receipt."""

from flask import Blueprint, jsonify
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf.file import FileField, FileRequired

from cohorts.calendar import policies, queries
from cohorts.calendar.arriving.actions import import_calendar
from cohorts.calendar.arriving.reading import Refused
from cohorts.screens import head_or_404
from lms.access import get_or_404, require
from lms.forms import Form, act_once
from lms.pages import render, then_show

bp = Blueprint("calendar_imports", __name__)


class CalendarForm(Form):
    file = FileField(
        _l("A calendar file"),
        validators=[FileRequired(_l("Choose a file that ends in .ics."))],
        description=_l("The .ics file that Outlook, Google Calendar and others give. Up to two megabytes."),
    )


@bp.get("/cohorts/<int:cohort_id>/events/import")
def new_import(cohort_id):
    return _form_page(_planned(cohort_id), CalendarForm(formdata=None))


@bp.post("/cohorts/<int:cohort_id>/events/import")
def start_import(cohort_id):
    cohort = _planned(cohort_id)
    form = CalendarForm()
    if not form.validate():
        return _form_page(cohort, form, status=422)
    act_once(form, current_user)
    try:
        row = import_calendar(cohort, form.file.data.read(), source_name=form.file.data.filename, by=current_user)
    except Refused as refused:
        form.file.errors = [_("%(sentence)s Nothing of it was kept.", sentence=refused.reason)]
        return _form_page(cohort, form, status=422)
    return then_show("calendar_imports.show_import", calendar_import_id=row.id)


@bp.get("/calendar-imports/<int:calendar_import_id>")
def show_import(calendar_import_id):
    row, cohort = _import(calendar_import_id)
    return render("cohorts/calendar/receipt.html", cohort=cohort, row=row, receipt=row.receipt)


@bp.get("/calendar-imports/<int:calendar_import_id>/receipt.json")
def show_receipt(calendar_import_id):
    row, _cohort = _import(calendar_import_id)
    return jsonify(row.receipt)


def _planned(cohort_id: int):
    """The cohort, for who plans in it."""
    cohort = head_or_404(cohort_id)
    require(policies.can_plan(cohort.phase))
    return cohort


def _import(calendar_import_id: int):
    row = get_or_404(queries.imports_visible_to(current_user), calendar_import_id)
    return row, _planned(row.cohort_id)


def _form_page(cohort, form: CalendarForm, status: int = 200):
    imports = queries.imports_of(cohort, current_user)
    return render("cohorts/calendar/import.html", cohort=cohort, form=form, imports=imports, status=status)
