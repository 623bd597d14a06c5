"""The page of the academy's office hours."""

from datetime import time

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions.answering.office import actions, queries
from discussions.answering.office.forms import OfficeHoursForm
from discussions.answering.policies import can_set_office_hours
from lms.access import require
from lms.pages import render, then_show
from lms.people.signing_in import academy

bp = Blueprint("office_hours", __name__)


@bp.get("/admin/office-hours")
def show_hours(form=None):
    require(can_set_office_hours(current_user))
    form = form or _form(queries.find_office_hours())
    return render("discussions/answering/office_hours.html", form=form, status=422 if form.errors else 200)


@bp.post("/admin/office-hours")
def save_hours():
    require(can_set_office_hours(current_user))
    form = OfficeHoursForm()
    if not form.validate():
        return show_hours(form)
    actions.save_office_hours(
        days=form.days.data, opens=form.opening, closes=form.closing, timezone=form.timezone.data, by=current_user
    )
    return then_show("office_hours.show_hours", toast=_("Office hours saved."))


def _form(row):
    if row is None:
        return OfficeHoursForm(timezone=academy().timezone)
    opens, closes = (time(minutes // 60 % 24, minutes % 60) for minutes in (row.opens, row.closes))
    return OfficeHoursForm(days=[int(day) for day in row.days], opens=opens, closes=closes, timezone=row.timezone)
