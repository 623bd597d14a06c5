"""Pages of lists: reading one, its preview, and what came of it."""

from collections import Counter

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.joining.forms import ListForm
from cohorts.joining.screens import ways_in
from cohorts.lists import actions, queries
from cohorts.screens import run_or_403
from cohorts.words import PHASE_WORDS
from lms.access import get_or_404
from lms.forms import act_once
from lms.pages import render, then_show
from lms.people.address_lists import parse

bp = Blueprint("cohort_lists", __name__)

PAGE = 200


@bp.post("/cohorts/<int:cohort_id>/lists")
def read_list(cohort_id):
    cohort = run_or_403(cohort_id)
    form = ListForm()
    if not form.validate():
        return ways_in(cohort, list_form=form, status=422)
    entries = parse(form.source)
    if not entries:
        form.addresses.errors = [_("There is nobody in this list.")]
        return ways_in(cohort, list_form=form, status=422)
    act_once(form, current_user)
    listing = actions.keep_preview(cohort, entries, phase=form.list_phase.data, by=current_user)
    return then_show("cohort_lists.show_list", cohort_id=cohort_id, list_id=listing.id)


@bp.get("/cohorts/<int:cohort_id>/lists/<int:list_id>")
def show_list(cohort_id, list_id):
    cohort = run_or_403(cohort_id)
    listing = get_or_404(queries.lists_of(cohort), list_id)
    start = max(0, request.args.get("from", 0, type=int))
    return render(
        "cohorts/member_list.html",
        fragments={"rows"},
        cohort=cohort,
        listing=listing,
        shown=listing.rows[start : start + PAGE],
        start=start,
        more=start + PAGE if len(listing.rows) > start + PAGE else None,
        outcomes=Counter(row["outcome"] for row in listing.rows),
        results=Counter(row["result"] for row in listing.rows),
        done=sum(bool(row["result"]) for row in listing.rows),
        phase_words=PHASE_WORDS,
    )


@bp.post("/cohorts/<int:cohort_id>/lists/<int:list_id>/confirmation")
def confirm_list(cohort_id, list_id):
    cohort = run_or_403(cohort_id)
    listing = get_or_404(queries.lists_of(cohort), list_id)
    actions.confirm_list(listing, by=current_user)
    return then_show("cohort_lists.show_list", cohort_id=cohort_id, list_id=list_id)
