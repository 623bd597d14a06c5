"""Pages of going on elsewhere: where to, what will happen, and doing it."""

from flask import Blueprint, request
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from cohorts import words
from cohorts.moving import actions, policies, queries
from cohorts.moving.forms import MergeForm, MoveForm
from cohorts.moving.words import OBSTACLES
from cohorts.screens import head_or_404, run_or_403
from lms.access import require
from lms.forms import act_once, choices_of
from lms.pages import not_found, number, render, then_show

bp = Blueprint("cohort_moving", __name__)


@bp.get("/cohorts/<int:cohort_id>/memberships/<int:membership_id>/move")
def ask_move(cohort_id, membership_id):
    cohort = _led(cohort_id)
    membership, person = _movable(cohort, membership_id)
    return _move_page(cohort, membership, person, _chosen(cohort))


@bp.post("/cohorts/<int:cohort_id>/memberships/<int:membership_id>/move")
def move(cohort_id, membership_id):
    cohort = _led(cohort_id)
    form = _form(MoveForm(), cohort)
    act_once(form, current_user)
    membership, person = _movable(cohort, membership_id)
    if not form.validate():
        return _move_page(cohort, membership, person, None, form, status=422)
    into = queries.find_destination(current_user, cohort, form.into.data) or not_found()
    try:
        actions.move_person(membership, into, mark=form.mark.data, by=current_user)
    except actions.Changed as changed:
        return _move_page(cohort, membership, person, into, form, changed.preview, status=409)
    toast = _("%(name)s goes on in %(cohort)s, and knows.", name=person.name, cohort=into.name)
    return then_show("cohorts.show_members", cohort_id=cohort_id, toast=toast)


@bp.get("/cohorts/<int:cohort_id>/merging")
def ask_merge(cohort_id):
    cohort = _led(cohort_id)
    return _merge_page(cohort, _chosen(cohort))


@bp.post("/cohorts/<int:cohort_id>/merging")
def merge(cohort_id):
    form = MergeForm()
    act_once(form, current_user)
    cohort = _led(cohort_id)
    form = _form(form, cohort)
    if not form.validate():
        return _merge_page(cohort, None, form, status=422)
    into = queries.find_destination(current_user, cohort, form.into.data) or not_found()
    with force_locale(cohort.language):
        why_not = _("The cohort goes on in %(cohort)s.", cohort=into.name)
    try:
        with_events = form.events.data == "along"
        actions.merge_cohort(
            cohort, into, mark=form.mark.data, with_events=with_events, why_not=why_not, by=current_user
        )
    except actions.Changed as changed:
        return _merge_page(cohort, into, form, changed.preview, status=409)
    toast = _("%(former)s goes on here. Everybody knows.", former=cohort.name)
    return then_show("cohorts.show_cohort", cohort_id=into.id, toast=toast)


def _led(cohort_id: int):
    """The cohort, for who leads it."""
    require(policies.can_let_go(head_or_404(cohort_id).phase))
    return run_or_403(cohort_id)


def _movable(cohort, membership_id: int):
    membership, person = queries.find_member(cohort, membership_id) or not_found()
    require(policies.can_move(membership.phase))
    return membership, person


def _chosen(cohort):
    """The cohort in the address, once one was chosen."""
    chosen = request.args.get("into", type=number)
    return queries.find_destination(current_user, cohort, chosen) or not_found() if chosen else None


def _form(form, cohort):
    form.into.choices = choices_of((one.id, one.name) for one in queries.destinations(current_user, cohort))
    return form


def _move_page(cohort, membership, person, into, form=None, preview=None, *, status: int = 200):
    form = form or _form(MoveForm(data={"into": into.id if into else None}), cohort)
    if into and preview is None:
        preview = queries.preview_of_move(cohort, membership, into)
    return _page("move", cohort, into, form, preview, status, membership=membership, person=person)


def _merge_page(cohort, into, form=None, preview=None, *, status: int = 200):
    form = form or _form(MergeForm(data={"into": into.id if into else None, "events": "along"}), cohort)
    if into and preview is None:
        preview = queries.preview_of_merge(cohort, into)
    return _page("merge", cohort, into, form, preview, status)


def _page(name: str, cohort, into, form, preview, status: int, **more):
    if preview is not None:
        form.mark.data, form.mark.raw_data = preview.mark, None
    return render(
        f"cohorts/moving/{name}.html",
        status=status,
        cohort=cohort,
        into=into,
        form=form,
        preview=preview,
        obstacles=OBSTACLES,
        phase_words=words.PHASE_WORDS,
        day_in=lambda one, at: words.day_at(one, at) if at else _("at once"),
        is_changed=status == 409,
        **more,
    )
