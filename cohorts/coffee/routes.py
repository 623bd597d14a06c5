"""Pages of coffees: one's own, asking somebody, and one with its times, its calendar file and what became of it."""

from zoneinfo import ZoneInfo

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.coffee import actions, policies, queries, screens, words
from cohorts.coffee.common import common_of, intro_of
from cohorts.coffee.forms import AskForm, RefusalForm, TimesForm, WhoAsksForm
from cohorts.coffee.models import MET
from cohorts.coffee.writing import ics_response
from cohorts.words import first_names
from lms.access import get_or_404, require
from lms.database import now
from lms.forms import act_once
from lms.pages import not_found, number, then_show
from lms.people.profiles.queries import find_profile

bp = Blueprint("coffee", __name__)


@bp.get("/coffees")
def list_coffees():
    return screens.show_list(before=request.args.get("before", type=number))


@bp.post("/coffees/choice")
def choose_who_asks():
    form = WhoAsksForm()
    if not form.validate():
        return screens.show_list(form=form, status=422)
    actions.choose_who_asks(current_user.id, form.asked_by.data)
    return then_show("coffee.list_coffees", toast=_("Kept."))


@bp.get("/people/<int:user_id>/coffee")
def new_coffee(user_id):
    person = _somebody_else(user_id)
    common = common_of(current_user, user_id, first=request.args.get("topic", type=number))
    form = AskForm(zone=_zone(), data={"intro": intro_of(common, name=first_names([person]), by=current_user.name)})
    form.propose()
    return screens.show_ask(person, form)


@bp.post("/people/<int:user_id>/coffee")
def ask(user_id):
    person = _somebody_else(user_id)
    form = AskForm(zone=_zone())
    if not form.validate():
        return screens.show_ask(person, form, status=422)
    act_once(form, current_user)
    if screens.refusal_of(person):
        return screens.show_ask(person, form, status=422)
    try:
        coffee = actions.ask(user_id, by=current_user, intro=form.intro.data, **form.words)
    except actions.Already as already:
        return then_show("coffee.show_coffee", coffee_id=already.coffee_id, toast=_("You two are arranging one here."))
    return then_show("coffee.show_coffee", coffee_id=coffee.id, toast=_("Asked. You hear what they answer."))


@bp.get("/coffees/<int:coffee_id>")
def show_coffee(coffee_id):
    return screens.show_page(_own(coffee_id))


@bp.get("/coffees/<int:coffee_id>/coffee.ics")
def show_file(coffee_id):
    coffee = _own(coffee_id)
    if coffee.starts_at is None:
        not_found()
    return ics_response(coffee, [person.name for person in queries.people_of(coffee) if person.id != current_user.id])


@bp.post("/coffees/<int:coffee_id>/times")
def offer(coffee_id):
    coffee = _own(coffee_id)
    require(policies.can_offer(coffee, now()))
    form = TimesForm(zone=_zone())
    if not form.validate():
        return screens.show_page(coffee, times_form=form, status=422)
    act_once(form, current_user)
    try:
        actions.offer(coffee, by=current_user, **form.words)
    except actions.TooMany:
        most = policies.MOST_SLOTS
        form.time_1.errors = [_("At most %(most)d times stand open at once. Choose one of those first.", most=most)]
        return screens.show_page(coffee, times_form=form, status=422)
    toast = _("Agreed. It stands in your calendar.") if coffee.state == "agreed" else _("Offered.")
    return then_show("coffee.show_coffee", coffee_id=coffee_id, toast=toast)


@bp.post("/coffees/<int:coffee_id>/times/<int:time_id>")
def choose(coffee_id, time_id):
    coffee = _own(coffee_id)
    slot = queries.find_slot(coffee, time_id) or not_found()
    if coffee.state == "agreed" and coffee.starts_at == slot.starts_at:
        return then_show("coffee.show_coffee", coffee_id=coffee_id)  # pressed twice
    require(policies.can_choose(coffee, slot, now()))
    is_agreed = actions.choose(coffee, slot, by=current_user)
    toast = _("Agreed. It stands in your calendar.") if is_agreed else _("Kept. We wait for the others.")
    return then_show("coffee.show_coffee", coffee_id=coffee_id, toast=toast)


@bp.post("/coffees/<int:coffee_id>/refusal")
def step_back(coffee_id):
    coffee = _own(coffee_id)
    form = RefusalForm()
    if not form.validate():
        return screens.show_page(coffee, refusal_form=form, status=422)
    require(policies.can_step_back(coffee, now()))
    act_once(form, current_user)
    actions.step_back(coffee, by=current_user, reason=form.reason.data or "")
    return then_show("coffee.list_coffees", toast=_("Good to say so. The other hears it kindly."))


@bp.post("/coffees/<int:coffee_id>/meeting")
def say_met(coffee_id):
    coffee = _own(coffee_id)
    require(policies.can_say_met(coffee, now()))
    said = request.form.get("met")
    if said not in MET:
        return screens.show_page(coffee, status=422)
    actions.say_met(coffee, by=current_user, said=said)
    toast = _("Good to hear.") if said == "yes" else _("Kept. Better luck next time.")
    return then_show("coffee.show_coffee", coffee_id=coffee_id, toast=toast)


def _own(coffee_id: int):
    return get_or_404(queries.coffees_visible_to(current_user), coffee_id)


def _somebody_else(user_id: int):
    """The person as the viewer may see them; nobody has a coffee with themselves."""
    person = find_profile(current_user, user_id) or not_found()
    require(person.id != current_user.id)
    return person


def _zone() -> ZoneInfo:
    return words.reader_zone()
