"""Pages of one date of an event: saying whether one comes, moving it, cancelling it, marking who was there."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cohorts.calendar import actions, policies, queries, seating, words
from cohorts.calendar.forms import AnswerForm, CancelForm, DateForm, PresenceForm
from cohorts.calendar.models import Event, EventDate
from cohorts.calendar.scopes.queries import members_called, members_of
from cohorts.calendar.screens import scope_or_404, show_page
from lms.access import get_or_404, require
from lms.database import db, now
from lms.pages import render, then_show

bp = Blueprint("event_dates", __name__)
CROWD = 100  # more people than this are not all listed to say who was there


@bp.post("/dates/<int:date_id>/answer")
def answer(date_id):
    day, event, scope = _found(date_id)
    require(policies.can_answer(scope.phase, event, day, now()))
    form = AnswerForm()
    if not form.validate():
        return show_page(event, day, answer_form=form, status=422)
    said, guests = form.answer.data, form.guests.data or 0
    try:
        became = actions.answer(event, day, current_user, said, guests)
    except seating.NoRoom as full:
        form.guests.errors = [
            ngettext(
                "There is only one place, for you.", "There are only %(num)d places, yours among them.", full.places
            )
        ]
        return show_page(event, day, answer_form=form, status=422)
    if form.later.data:
        _answer_later_dates(event, day, said, guests)
    return then_show("calendar.show_event", event_id=event.id, date=day.id, toast=str(words.ANSWER_WORDS[became]) + ".")


@bp.get("/dates/<int:date_id>/edit")
def edit_date(date_id):
    day, event = _changeable(date_id)
    form = DateForm(zone=event.zone)
    form.show_span(day.starts_at, day.ends_at, event.is_all_day)
    return _date_page(event, day, form)


@bp.post("/dates/<int:date_id>/edit")
def move_date(date_id):
    day, event = _changeable(date_id)
    form = DateForm(zone=event.zone)
    if not form.validate():
        return _date_page(event, day, form, status=422)
    if form.is_all_day != event.is_all_day:
        form.begins.errors = [_("The whole series has hours, or none of it.")]
        return _date_page(event, day, form, status=422)
    starts_at, ends_at = form.span
    actions.move_date(event, day, starts_at=starts_at, ends_at=ends_at, by=current_user)
    return then_show("calendar.show_event", event_id=event.id, date=day.id, toast=_("Moved. Who comes hears of it."))


@bp.get("/dates/<int:date_id>/cancellation")
def ask_why_cancelled(date_id):
    day, event = _changeable(date_id)
    return _cancel_page(event, day, CancelForm())


@bp.post("/dates/<int:date_id>/cancellation")
def cancel_date(date_id):
    day, event = _changeable(date_id)
    form = CancelForm()
    if not form.validate():
        return _cancel_page(event, day, form, status=422)
    actions.cancel_date(event, day, reason=form.reason.data, by=current_user)
    toast = _("Cancelled. Who wanted to come hears why.")
    return then_show("calendar.show_event", event_id=event.id, date=day.id, toast=toast)


@bp.get("/dates/<int:date_id>/presence")
def show_presence(date_id):
    day, event = _attended(date_id)
    there = queries.who_was_there(day) or set(queries.who_goes(day))
    return _presence_page(event, day, _presence_form(event, day, data={"people": sorted(there)}))


@bp.post("/dates/<int:date_id>/presence")
def mark_presence(date_id):
    day, event = _attended(date_id)
    form = _presence_form(event, day)
    if not form.validate():
        return _presence_page(event, day, form, status=422)
    actions.mark_presence(day, form.everybody)
    return then_show("calendar.show_event", event_id=event.id, date=day.id, toast=_("Kept who was there."))


def _found(date_id: int):
    """The date with its event and whom that is for."""
    day = get_or_404(queries.dates_visible_to(current_user), date_id)
    event = db.session.get_one(Event, day.event_id)
    return day, event, scope_or_404(event)


def _changeable(date_id: int):
    day, event, scope = _found(date_id)
    require(policies.can_change_date(current_user, scope.phase, event, day, now()))
    return day, event


def _attended(date_id: int):
    day, event, scope = _found(date_id)
    require(policies.can_mark_presence(current_user, scope.phase, event, day, now()))
    return day, event


def _answer_later_dates(event: Event, day: EventDate, said: str, guests: int) -> None:
    """The same for what comes after; where the guests do not fit, what was said before stands."""
    for later in queries.dates_of(event):
        if later.starts_at > day.starts_at and later.cancelled_at is None:
            try:
                actions.answer(event, later, current_user, said, guests)
            except seating.NoRoom:
                continue


def _presence_form(event: Event, day: EventDate, **filled) -> PresenceForm:
    """Who said they come stands first; of a crowd only who answered or was marked is listed."""
    going = set(queries.who_goes(day))
    listed = sorted(members_of(event), key=lambda row: row.id not in going)
    if event.cohort_id is not None or len(listed) <= CROWD:
        return PresenceForm(listed=listed, **filled)
    about = going | {row.id for row in queries.who_answered(day)} | queries.who_was_there(day)
    listed = [row for row in members_of(event, *about)[: len(about)] if row.id in about]
    return PresenceForm(
        listed=sorted(listed, key=lambda row: row.id not in going),
        find=lambda names: members_called(event, names),
        **filled,
    )


def _presence_page(event, day, form, status: int = 200):
    return render("cohorts/calendar/presence.html", event=event, day=day, form=form, words=words, status=status)


def _date_page(event, day, form, status: int = 200):
    return render("cohorts/calendar/move.html", event=event, day=day, form=form, words=words, status=status)


def _cancel_page(event, day, form, status: int = 200):
    return render("cohorts/calendar/cancel.html", event=event, day=day, form=form, words=words, status=status)
