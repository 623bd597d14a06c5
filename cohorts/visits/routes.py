"""Pages of visits: stating a reason, and being done."""

from flask import Blueprint
from flask_babel import format_time
from flask_babel import gettext as _
from flask_login import current_user

from cohorts import policies, queries
from cohorts.forms import VisitForm
from cohorts.membership import queries as people
from cohorts.models import Cohort
from cohorts.visits import actions
from lms.access import get_or_404, require
from lms.database import db
from lms.forms import act_once
from lms.pages import not_found, render, then_show

bp = Blueprint("visits", __name__)


@bp.get("/cohorts/<int:cohort_id>/visits")
def ask_visit(cohort_id):
    return render("cohorts/visit.html", cohort=_listed_or_404(cohort_id), form=VisitForm())


@bp.post("/cohorts/<int:cohort_id>/visits")
def begin_visit(cohort_id):
    line = _listed_or_404(cohort_id)
    form = VisitForm()
    if not form.validate():
        return render("cohorts/visit.html", cohort=line, form=form, status=422)
    act_once(form, current_user)
    cohort = db.session.get_one(Cohort, cohort_id)
    visit = actions.begin_visit(cohort, by=current_user, reason=form.reason.data.strip(), hours=form.hours.data)
    toast = _("You read along until %(time)s. The members can see it.", time=format_time(visit.until, "HH:mm"))
    return then_show("cohorts.show_cohort", cohort_id=cohort_id, toast=toast)


@bp.post("/cohorts/<int:cohort_id>/visits/end")
def end_visit(cohort_id):
    cohort = get_or_404(queries.cohorts_visible_to(current_user), cohort_id)
    require(actions.end_visit(cohort, by=current_user))
    return then_show("cohorts.list_cohorts", toast=_("Your visit has ended."))


def _listed_or_404(cohort_id: int):
    """The cohort as administration lists it; only administrators go further, and nobody visits their own cohort."""
    line = queries.find_line(cohort_id) if policies.can_list_cohorts(current_user) else None
    if line is None:
        not_found()
    require(policies.can_visit(current_user) and not people.is_member(current_user, cohort_id))
    return line
