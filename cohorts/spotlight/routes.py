"""The page of a cohort's spotlight: naming somebody, deciding about what is said of oneself, and taking words back."""

from itertools import groupby

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.models import Cohort
from cohorts.screens import head_or_404
from cohorts.spotlight import actions, policies, queries, words
from cohorts.spotlight.forms import DecisionForm, PraiseForm
from cohorts.spotlight.quarters import in_words, quarter_of
from lms.access import require
from lms.database import db, now
from lms.forms import act_once
from lms.pages import not_found, render, then_show

bp = Blueprint("spotlight", __name__)


@bp.get("/cohorts/<int:cohort_id>/spotlight")
def show_spotlight(cohort_id):
    return _page(head_or_404(cohort_id))


@bp.post("/cohorts/<int:cohort_id>/spotlight")
def nominate(cohort_id):
    cohort = head_or_404(cohort_id)
    require(policies.can_nominate(cohort.phase))
    form = _form(cohort)
    if not form.validate():
        return _page(cohort, form, status=422)
    act_once(form, current_user)
    praise = actions.nominate(
        db.session.get_one(Cohort, cohort_id),
        form.person.data,
        sentence=form.sentence.data,
        may_leave=form.may_leave.data,
        by=current_user,
    )
    if praise is None:
        form.person.errors = [_("You named somebody this quarter already.")]
        return _page(cohort, form, status=422)
    return _then_spotlight(cohort_id, _("They can read it now, and decide whether it is shown."))


@bp.post("/praises/<int:praise_id>/decision")
def decide(praise_id):
    praise, cohort, _phase = _praise(praise_id)
    require(policies.can_decide(current_user, praise))
    form = DecisionForm.of(praise)
    if not form.validate():
        return _page(head_or_404(cohort.id), wrong=(praise.id, form), status=422)
    actions.decide(praise, cohort, form.shown.data)
    if not current_user.can_see(cohort.audience_id):  # they left it since
        return then_show("people.show_person", user_id=current_user.id, toast=_("Kept."))
    return _then_spotlight(cohort.id, _("Kept."))


@bp.post("/praises/<int:praise_id>/removal")
def remove(praise_id):
    praise, cohort, phase = _praise(praise_id)
    require(policies.can_remove(current_user, praise, phase))
    actions.remove(praise)
    return _then_spotlight(cohort.id, _("These words are gone."))


def _praise(praise_id: int):
    return queries.find_praise(current_user, praise_id) or not_found()


def _form(cohort, **more) -> PraiseForm:
    form = PraiseForm(**more)
    form.person.offer((row.id, row.name) for row in queries.peers_of(current_user, cohort.id))
    return form


def _then_spotlight(cohort_id: int, toast: str):
    return then_show("spotlight.show_spotlight", cohort_id=cohort_id, toast=toast)


def _page(cohort, form=None, *, wrong=(None, None), status: int = 200):
    quarter = quarter_of(now().astimezone(cohort.zone).date())
    rows = queries.shown_in(current_user, cohort.id)
    said = queries.said_by(current_user, cohort.id, quarter)
    can_nominate = policies.can_nominate(cohort.phase)
    return render(
        "cohorts/spotlight/spotlight.html",
        status=status,
        cohort=cohort,
        quarters=[(in_words(key), list(some)) for key, some in groupby(rows, key=lambda row: row[0].quarter)],
        yours=[
            (
                praise,
                name,
                wrong[1]
                if wrong[0] == praise.id
                else DecisionForm.of(praise, formdata=None, data={"shown": words.shown_to(praise)}),
            )
            for praise, name in queries.said_of(current_user, cohort.id)
        ],
        wrong_form=wrong[1],
        said=said,
        quarter=in_words(quarter),
        form=form or (_form(cohort, formdata=None) if can_nominate and not said else None),
        leads=cohort.phase == "facilitator",
    )
