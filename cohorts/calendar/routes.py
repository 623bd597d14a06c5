"""Pages of events: those of a cohort, of alumni and of the academy as a list and a month, one with who comes, planning,
changing and cancelling it."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.calendar import actions, policies, queries, seating, words
from cohorts.calendar.forms import CancelForm
from cohorts.calendar.models import KINDS
from cohorts.calendar.scopes.queries import Scope, find_wider, phase_at
from cohorts.calendar.screens import (
    event_form,
    events_of,
    find_date,
    host_form_for,
    scope_or_404,
    show_page,
    write_page,
)
from cohorts.calendar.writing import ics_response
from cohorts.screens import head_or_404, show_tab
from lms.access import get_or_404, require
from lms.database import now
from lms.forms import act_once
from lms.pages import not_found, number, render, then_show

bp = Blueprint("calendar", __name__)


@bp.get("/cohorts/<int:cohort_id>/events")
def show_events(cohort_id):
    cohort = head_or_404(cohort_id)
    return show_tab("events", cohort, scope=_of(cohort), **events_of(_of(cohort)))


@bp.get("/cohorts/<int:cohort_id>/events/new")
def new_event(cohort_id):
    return _new(_of(head_or_404(cohort_id)))


@bp.post("/cohorts/<int:cohort_id>/events")
def make_event(cohort_id):
    return _make(_of(head_or_404(cohort_id)))


@bp.get("/audiences/<int:audience_id>/events")
def show_wider_events(audience_id):
    scope = _wider(audience_id)
    return render(
        "cohorts/calendar/wider.html", scope=scope, today=now().astimezone(words.reader_zone()).date(),
        **events_of(scope),
    )  # fmt: skip


@bp.get("/audiences/<int:audience_id>/events/new")
def new_wider_event(audience_id):
    return _new(_wider(audience_id))


@bp.post("/audiences/<int:audience_id>/events")
def make_wider_event(audience_id):
    return _make(_wider(audience_id))


@bp.get("/events/<int:event_id>")
def show_event(event_id):
    event = get_or_404(queries.events_visible_to(current_user), event_id)
    return show_page(event, find_date(event, request.args.get("date", type=number)))


@bp.get("/events/<int:event_id>/event.ics")
def show_file(event_id):
    event = get_or_404(queries.events_visible_to(current_user), event_id)
    return ics_response(event)


@bp.get("/events/<int:event_id>/edit")
def edit_event(event_id):
    event, scope = _own_event(event_id)
    form = event_form(scope, event)
    form.show(event)
    return write_page(scope, form, event)


@bp.post("/events/<int:event_id>/edit")
def change_event(event_id):
    event, scope = _own_event(event_id)
    form = event_form(scope, event)
    if not form.validate():
        return write_page(scope, form, event, status=422)
    if form.version.data != event.version:
        form.go_on_from(event.version)
        return write_page(scope, form, event, status=409, is_conflict=True)
    try:
        actions.change_event(event, words=form.words, by=current_user)
    except seating.NoRoom as full:
        form.capacity.errors = [_("%(count)d people come already. Nobody loses a place.", count=full.places)]
    except actions.HasBegun:
        form.repeats_until.errors = [
            _("Dates that were held already stay. Let it repeat at least until the last of them.")
        ]
    else:
        return then_show("calendar.show_event", event_id=event_id, toast=_("Kept. Who comes hears what changed."))
    return write_page(scope, form, event, status=422)


@bp.post("/events/<int:event_id>/second")
def second(event_id):
    event = get_or_404(queries.events_visible_to(current_user), event_id)
    require(policies.can_second(current_user, phase_at(event, current_user), event))
    try:
        is_planned = actions.second(event, current_user)
    except actions.Lapsed:
        return show_page(event, find_date(event), status=409)
    toast = _("It is planned now. Say whether you come.") if is_planned else _("You second it.")
    return then_show("calendar.show_event", event_id=event_id, toast=toast)


@bp.post("/events/<int:event_id>/second/withdrawal")
def take_second_back(event_id):
    event = get_or_404(queries.events_visible_to(current_user), event_id)
    require(policies.can_second(current_user, phase_at(event, current_user), event))
    actions.take_second_back(event, current_user)
    return then_show("calendar.show_event", event_id=event_id, toast=_("Taken back."))


@bp.post("/events/<int:event_id>/planning")
def plan_event(event_id):
    event = get_or_404(queries.events_visible_to(current_user), event_id)
    require(policies.can_decide(phase_at(event, current_user), event))
    try:
        actions.plan_event(event, by=current_user)
    except actions.Lapsed:
        return show_page(event, find_date(event), status=409)
    return then_show("calendar.show_event", event_id=event_id, toast=words.made(scope_or_404(event), "planned"))


@bp.post("/events/<int:event_id>/host")
def change_host(event_id):
    event = get_or_404(queries.events_visible_to(current_user), event_id)
    require(policies.can_give_host(phase_at(event, current_user), event))
    form = host_form_for(event, data={"host": current_user.id})
    if not form.validate():
        return show_page(event, find_date(event), host_form=form, status=422)
    actions.change_host(event, form.host.data, by=current_user)
    toast = _("You host it.") if form.host.data == current_user.id else _("They host it, and hear of it.")
    return then_show("calendar.show_event", event_id=event_id, toast=toast)


@bp.get("/events/<int:event_id>/cancellation")
def ask_why_cancelled(event_id):
    event, _scope = _own_event(event_id)
    return render("cohorts/calendar/cancel.html", event=event, day=None, form=CancelForm(), words=words)


@bp.post("/events/<int:event_id>/cancellation")
def cancel_event(event_id):
    event, _scope = _own_event(event_id)
    form = CancelForm()
    if not form.validate():
        return render("cohorts/calendar/cancel.html", event=event, day=None, form=form, words=words, status=422)
    actions.cancel_event(event, reason=form.reason.data, by=current_user)
    return then_show("calendar.show_event", event_id=event_id, toast=_("Cancelled. Who wanted to come hears why."))


def _of(cohort) -> Scope:
    return Scope.of(cohort, size=cohort.size, phase=cohort.phase)


def _wider(audience_id: int) -> Scope:
    """The alumni of a course or the academy, for who is among them."""
    return find_wider(current_user, audience_id) or not_found()


def _new(scope: Scope):
    require(policies.can_propose(scope.phase))
    kind = request.args.get("kind", "")
    first = "session" if scope.cohort_id and policies.can_plan(scope.phase) else "meetup"
    data = {"kind": kind if kind in KINDS else first, "host": current_user.id, "repeats": ""}
    return write_page(scope, event_form(scope, data=data))


def _make(scope: Scope):
    require(policies.can_propose(scope.phase))
    form = event_form(scope)
    if not form.validate():
        return write_page(scope, form, status=422)
    act_once(form, current_user)
    state = "planned" if policies.can_plan(scope.phase) else "proposed"
    event = actions.make_event(scope, by=current_user, words=form.words, state=state)
    return then_show("calendar.show_event", event_id=event.id, toast=words.made(scope, state))


def _own_event(event_id: int):
    """The event and whom it is for, for who may change it."""
    event = get_or_404(queries.events_visible_to(current_user), event_id)
    scope = scope_or_404(event)
    require(policies.can_host(current_user, scope.phase, event))
    return event, scope
