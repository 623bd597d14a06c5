"""Pages of phases: what is said in them, and choosing to be shown before the beginning."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.membership.queries import find_own_membership
from cohorts.models import INSIDE
from cohorts.phases import actions, queries
from cohorts.phases.forms import LABELS, TextForm
from cohorts.phases.models import PHASES
from cohorts.screens import head_or_404, run_or_403
from lms.access import require
from lms.pages import not_found, render, then_show

bp = Blueprint("phases", __name__)


@bp.get("/cohorts/<int:cohort_id>/phases")
def show_phases(cohort_id):
    return _page(run_or_403(cohort_id))


@bp.post("/cohorts/<int:cohort_id>/phases/<phase>")
def keep_text(cohort_id, phase):
    cohort = run_or_403(cohort_id)
    if phase not in PHASES:
        not_found()
    form = _form(phase)
    if not form.validate():
        return _page(cohort, form, phase, status=422)
    try:
        version = form.version.data or 0
        actions.keep_text(cohort.id, phase, body=form.body.data or "", version=version, by=current_user)
    except actions.StaleText:
        text = queries.find_text(cohort.id, phase)
        form.go_on_from(text.version if text else 0)
        return _page(cohort, form, phase, status=409)
    return then_show("phases.show_phases", cohort_id=cohort_id, toast=_("Saved."))


@bp.post("/cohorts/<int:cohort_id>/showing")
def show(cohort_id):
    actions.show(_own(cohort_id).id)
    return then_show("cohorts.show_cohort", cohort_id=cohort_id, toast=_("The others see that you are coming."))


@bp.post("/cohorts/<int:cohort_id>/showing/end")
def show_no_more(cohort_id):
    actions.show_no_more(_own(cohort_id).id)
    return then_show("cohorts.show_cohort", cohort_id=cohort_id, toast=_("You are not shown any more."))


def _own(cohort_id: int):
    require(head_or_404(cohort_id).phase in INSIDE)
    return find_own_membership(current_user, cohort_id)


def _form(phase: str, text=None) -> TextForm:
    form = TextForm(prefix=f"{phase}-", obj=text)
    form.body.label.text = LABELS[phase]
    return form


def _page(cohort, form=None, sent: str = "", *, status: int = 200):
    texts = queries.texts_of(cohort.id)
    forms = {phase: form if phase == sent else _form(phase, texts.get(phase)) for phase in PHASES}
    changed = sent if status == 409 else ""
    return render("cohorts/phases/phases.html", status=status, cohort=cohort, forms=forms, texts=texts, changed=changed)
