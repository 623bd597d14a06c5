"""Pages of events: those of a cohort as a list and a month, one with who comes, planning, changing and cancelling it."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.calendar import actions, policies, queries, seating, words
from cohorts.calendar.forms import CancelForm, EventForm
from cohorts.calendar.models import KINDS, Event
from cohorts.calendar.months import Month
from cohorts.calendar.proposals.queries import proposals_in
from cohorts.calendar.screens import cohort_of, find_date, host_form_for, show_page
from cohorts.calendar.writing import ics_response
from cohorts.screens import head_or_404, page_of, show_tab
from lms.access import get_or_404, require
from lms.database import now
from lms.forms import act_once
from lms.pages import not_found, number, render, then_show
from lms.people.queries import Face

bp = Blueprint("calendar", __name__)


@bp.get("/cohorts/<int:cohort_id>/events")
def show_events(cohort_id):
    cohort, moment = head_or_404(cohort_id), now()
    if "month" in request.args:
        month = Month.read(request.args["month"], words.reader_zone(), moment.astimezone(words.reader_zone()).date())
        rows = queries.between(current_user, *month.span, cohort=cohort)
        return _tab(cohort, month=month, weeks=month.weeks(rows))
    before, after = (request.args.get(name, type=number) for name in ("before", "after"))
    is_first = before is None and after is None
    return _tab(
        cohort,
        coming=page_of(queries.coming_in(cohort, current_user, moment, after=after) if before is None else []),
        proposals=[
            (row, Face.of(row.Event.host_id, row.name, row.photo_key))
            for row in (proposals_in(cohort, current_user, moment) if is_first else ())
        ],
        past=page_of(queries.past_in(cohort, current_user, moment, before=before) if after is None else []),
        is_later_page=before is not None,
        is_first=is_first,
    )


@bp.get("/cohorts/<int:cohort_id>/events/new")
def new_event(cohort_id):
    cohort = head_or_404(cohort_id)
    require(policies.can_propose(cohort.phase))
    kind = request.args.get("kind", "")
    first = "session" if policies.can_plan(cohort.phase) else "meetup"
    form = _form(cohort, data={"kind": kind if kind in KINDS else first, "host": current_user.id, "repeats": ""})
    return render("cohorts/calendar/write.html", cohort=cohort, form=form, event=None)


@bp.post("/cohorts/<int:cohort_id>/events")
def make_event(cohort_id):
    cohort = head_or_404(cohort_id)
    require(policies.can_propose(cohort.phase))
    form = _form(cohort)
    if not form.validate():
        return render("cohorts/calendar/write.html", cohort=cohort, form=form, event=None, status=422)
    act_once(form, current_user)
    state = "planned" if policies.can_plan(cohort.phase) else "proposed"
    event = actions.make_event(cohort, by=current_user, words=form.words, state=state)
    toast = _("Planned. The cohort hears of it.") if state == "planned" else _("Proposed. The cohort hears of it.")
    return then_show("calendar.show_event", event_id=event.id, toast=toast)


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
    event, cohort = _own_event(event_id)
    form = _form(cohort, event)
    form.show(event)
    return render("cohorts/calendar/write.html", cohort=cohort, form=form, event=event)


@bp.post("/events/<int:event_id>/edit")
def change_event(event_id):
    event, cohort = _own_event(event_id)
    form = _form(cohort, event)
    if not form.validate():
        return render("cohorts/calendar/write.html", cohort=cohort, form=form, event=event, status=422)
    if form.version.data != event.version:
        form.go_on_from(event.version)
        return render(
            "cohorts/calendar/write.html", cohort=cohort, form=form, event=event, is_conflict=True, status=409
        )
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
    return render("cohorts/calendar/write.html", cohort=cohort, form=form, event=event, status=422)


@bp.post("/events/<int:event_id>/second")
def second(event_id):
    event = get_or_404(queries.events_visible_to(current_user), event_id)
    require(policies.can_second(current_user, queries.phase_at(event, current_user), event))
    try:
        is_planned = actions.second(event, current_user)
    except actions.Lapsed:
        return show_page(event, find_date(event), status=409)
    toast = _("It is planned now. Say whether you come.") if is_planned else _("You second it.")
    return then_show("calendar.show_event", event_id=event_id, toast=toast)


@bp.post("/events/<int:event_id>/second/withdrawal")
def take_second_back(event_id):
    event = get_or_404(queries.events_visible_to(current_user), event_id)
    require(policies.can_second(current_user, queries.phase_at(event, current_user), event))
    actions.take_second_back(event, current_user)
    return then_show("calendar.show_event", event_id=event_id, toast=_("Taken back."))


@bp.post("/events/<int:event_id>/planning")
def plan_event(event_id):
    event = get_or_404(queries.events_visible_to(current_user), event_id)
    require(policies.can_decide(queries.phase_at(event, current_user), event))
    try:
        actions.plan_event(event, by=current_user)
    except actions.Lapsed:
        return show_page(event, find_date(event), status=409)
    return then_show("calendar.show_event", event_id=event_id, toast=_("Planned. The cohort hears of it."))


@bp.post("/events/<int:event_id>/host")
def change_host(event_id):
    event = get_or_404(queries.events_visible_to(current_user), event_id)
    require(policies.can_give_host(queries.phase_at(event, current_user), event))
    form = host_form_for(event, data={"host": current_user.id})
    if not form.validate():
        return show_page(event, find_date(event), host_form=form, status=422)
    actions.change_host(event, form.host.data, by=current_user)
    toast = _("You host it.") if form.host.data == current_user.id else _("They host it, and hear of it.")
    return then_show("calendar.show_event", event_id=event_id, toast=toast)


@bp.get("/events/<int:event_id>/cancellation")
def ask_why_cancelled(event_id):
    event, cohort = _own_event(event_id)
    return render("cohorts/calendar/cancel.html", cohort=cohort, event=event, day=None, form=CancelForm(), words=words)


@bp.post("/events/<int:event_id>/cancellation")
def cancel_event(event_id):
    event, cohort = _own_event(event_id)
    form = CancelForm()
    if not form.validate():
        return render(
            "cohorts/calendar/cancel.html", cohort=cohort, event=event, day=None, form=form, words=words, status=422
        )
    actions.cancel_event(event, reason=form.reason.data, by=current_user)
    return then_show("calendar.show_event", event_id=event_id, toast=_("Cancelled. Who wanted to come hears why."))


def _own_event(event_id: int):
    """The event with its cohort, for who may change it."""
    event = get_or_404(queries.events_visible_to(current_user), event_id)
    cohort = cohort_of(event) or not_found()
    require(policies.can_host(current_user, cohort.phase, event))
    return event, cohort


def _form(cohort, event: Event | None = None, **filled) -> EventForm:
    zone = event.zone if event else cohort.zone
    members, can_plan = queries.members_of(cohort.id), policies.can_plan(cohort.phase)
    return EventForm(zone=zone, members=members, can_plan=can_plan, event=event, **filled)


def _tab(cohort, **context):
    return show_tab(
        "events", cohort, words=words, can_propose=policies.can_propose(cohort.phase),
        can_plan=policies.can_plan(cohort.phase), **context,
    )  # fmt: skip
