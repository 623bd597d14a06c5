"""The page on which a facilitator asks a mentor, or changes what they were asked for."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.mentoring import actions, queries
from cohorts.mentoring.forms import TermForm, usual_term
from cohorts.screens import run_or_403
from lms.forms import act_once
from lms.pages import not_found, render, then_show

bp = Blueprint("mentoring", __name__)


@bp.get("/cohorts/<int:cohort_id>/mentors/<int:mentor_id>")
def ask_mentor(cohort_id, mentor_id):
    cohort = run_or_403(cohort_id)
    person, membership = _mentor(cohort, mentor_id)
    return _page(cohort, person, membership, _form_of(cohort, membership))


@bp.post("/cohorts/<int:cohort_id>/mentors/<int:mentor_id>")
def keep_mentor(cohort_id, mentor_id):
    cohort = run_or_403(cohort_id)
    form = TermForm()
    act_once(form, current_user)
    person, membership = _mentor(cohort, mentor_id)
    if not form.validate():
        return _page(cohort, person, membership, form, status=422)
    if membership is None:
        actions.ask_mentor(cohort, person.id, by=current_user, **form.term)
        toast = _("%(name)s is asked to come in as a mentor.", name=person.name)
        return then_show("joining.show_people", cohort_id=cohort_id, anchor="invitations", toast=toast)
    actions.change_term(membership, by=current_user, **form.term)
    return then_show("cohorts.show_members", cohort_id=cohort_id, toast=_("Kept. %(name)s knows.", name=person.name))


def _mentor(cohort, user_id: int):
    """(person, membership) of an alumnus of an earlier cohort, without a membership, or of who is a mentor already."""
    if found := queries.find_mentor(cohort, user_id):
        membership, person = found
        return person, membership
    return queries.find_possible_mentor(cohort, user_id) or not_found(), None


def _form_of(cohort, membership) -> TermForm:
    term = queries.find_term(membership.id if membership else None)
    return TermForm(obj=term) if term else TermForm(data=usual_term(cohort))


def _page(cohort, person, membership, form, status: int = 200):
    context = {"cohort": cohort, "person": person, "membership": membership, "form": form}
    return render("cohorts/mentoring/ask.html", status=status, **context)
