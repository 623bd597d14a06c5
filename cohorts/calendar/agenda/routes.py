"""Acts on an agenda: proposing and removing points, voting, accepting and striking them, and their order."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cohorts.calendar.agenda import actions, policies, queries
from cohorts.calendar.agenda.forms import MoveForm, PointForm, StateForm
from cohorts.calendar.agenda.models import MOST_OF_ONE
from cohorts.calendar.models import Event, EventDate
from cohorts.calendar.queries import dates_visible_to
from cohorts.calendar.scopes.queries import phase_at
from cohorts.calendar.screens import show_page
from lms.access import get_or_404, require
from lms.database import db, now
from lms.forms import act_once
from lms.pages import then_show

bp = Blueprint("agenda", __name__)


@bp.post("/dates/<int:date_id>/agenda")
def propose(date_id):
    day = get_or_404(dates_visible_to(current_user), date_id)
    event = db.session.get_one(Event, day.event_id)
    require(policies.can_take_part(phase_at(event, current_user), event, day, now()))
    form = PointForm()
    if not form.validate():
        return show_page(event, day, point_form=form, status=422)
    act_once(form, current_user)
    words = {name: form[name].data for name in ("title", "body", "minutes")}
    try:
        actions.propose(event, day, by=current_user, **words)
    except actions.TooMany:
        form.title.errors = [
            ngettext(
                "You have %(num)d point here already.", "You have %(num)d points here already. Take one back first.",
                MOST_OF_ONE,
            )
        ]  # fmt: skip
        return show_page(event, day, point_form=form, status=422)
    return _show(event, day, _("Proposed. The others can vote for it."))


@bp.post("/agenda-points/<int:point_id>/vote")
def vote(point_id):
    point, event, day = _voted(point_id)
    actions.vote(point, current_user)
    return _show(event, day)


@bp.post("/agenda-points/<int:point_id>/vote/withdrawal")
def take_vote_back(point_id):
    point, event, day = _voted(point_id)
    actions.take_vote_back(point, current_user)
    return _show(event, day)


@bp.post("/agenda-points/<int:point_id>/removal")
def remove(point_id):
    point, event, day = _found(point_id)
    require(policies.can_remove(current_user, phase_at(event, current_user), event, day, point, now()))
    actions.remove(day, point)
    return _show(event, day, _("Removed."))


@bp.post("/agenda-points/<int:point_id>/state")
def decide(point_id):
    point, event, day = _arranged(point_id)
    form = StateForm()
    if not form.validate():
        return show_page(event, day, status=422)
    actions.decide(event, day, point, form.state.data, by=current_user)
    return _show(event, day)


@bp.post("/agenda-points/<int:point_id>/place")
def move(point_id):
    point, event, day = _arranged(point_id)
    form = MoveForm()
    if not form.validate():
        return show_page(event, day, status=422)
    actions.move(day, point, form.step.data)
    return _show(event, day)


@bp.post("/dates/<int:date_id>/agenda/order")
def order_by_votes(date_id):
    day = get_or_404(dates_visible_to(current_user), date_id)
    event = db.session.get_one(Event, day.event_id)
    require(policies.can_arrange(current_user, phase_at(event, current_user), event, day, now()))
    actions.order_by_votes(day)
    return _show(event, day, _("In the order of votes now."))


def _found(point_id: int):
    """The point with its event and its date."""
    point = get_or_404(queries.points_visible_to(current_user), point_id)
    day = db.session.get_one(EventDate, point.date_id)
    return point, db.session.get_one(Event, day.event_id), day


def _voted(point_id: int):
    point, event, day = _found(point_id)
    require(policies.can_vote(phase_at(event, current_user), event, day, point, now()))
    return point, event, day


def _arranged(point_id: int):
    point, event, day = _found(point_id)
    require(policies.can_arrange(current_user, phase_at(event, current_user), event, day, now()))
    return point, event, day


def _show(event: Event, day: EventDate, toast: str | None = None):
    return then_show("calendar.show_event", event_id=event.id, date=day.id, anchor="agenda", toast=toast)
