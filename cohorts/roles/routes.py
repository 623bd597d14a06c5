"""Pages of earned roles: those of a cohort or the academy, offering one, and one with its answer and its end."""

from datetime import timedelta

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.models import Cohort
from cohorts.roles import actions, policies, queries, words
from cohorts.roles.badges.policies import can_have_badge
from cohorts.roles.forms import EndForm, OfferForm, RefusalForm, ShowingForm
from cohorts.screens import head_or_404
from lms.access import get_or_404, require
from lms.admin.queries import get_academy
from lms.database import db, now
from lms.forms import act_once, choices_of
from lms.pages import not_found, number, render, then_show
from lms.people.profiles.queries import people_visible_to

bp = Blueprint("roles", __name__)

ACADEMY_WIDE = 0
USUAL_TERM = timedelta(days=182)


@bp.get("/roles")
def list_academy_roles():
    return _list(None, policies.can_lead(current_user, None, None))


@bp.get("/cohorts/<int:cohort_id>/roles")
def list_roles(cohort_id):
    cohort = head_or_404(cohort_id)
    return _list(cohort, policies.can_lead(current_user, cohort.id, cohort.phase))


@bp.get("/people/<int:user_id>/role")
def ask_offer(user_id):
    person, places = _to_ask(user_id)
    today = now().date()
    asked = request.args.get("cohort", type=number)
    usual = {"begins_on": today, "until": today + USUAL_TERM, "place": asked if asked in dict(places) else places[0][0]}
    return _offer_page(person, _offer_form(places, formdata=None, data=usual))


@bp.post("/people/<int:user_id>/role")
def offer(user_id):
    person, places = _to_ask(user_id)
    form = _offer_form(places)
    if not form.validate():
        return _offer_page(person, form, status=422)
    act_once(form, current_user)
    cohort = db.session.get_one(Cohort, form.place.data) if form.place.data else None
    role = actions.offer_role(person.id, cohort, **form.offer, by=current_user)
    if role is None:
        form.kind.errors = [_("They have this role then, or are asked already.")]
        return _offer_page(person, form, status=422)
    return then_show("roles.show_role", role_id=role.id, toast=_("Asked. %(name)s says yes or no.", name=person.name))


@bp.get("/roles/<int:role_id>")
def show_role(role_id):
    return _page(_role(role_id))


@bp.post("/roles/<int:role_id>/acceptance")
def accept(role_id):
    found = _own(role_id)
    form = ShowingForm.of(found.role)
    if not form.validate():
        return _page(found, showing=form, status=422)
    is_done = actions.accept(found.role, found.cohort, shown=form.shown.data, by=current_user)
    return _then_role(found, _("You said yes, and they know.") if is_done else _over())


@bp.post("/roles/<int:role_id>/refusal")
def decline(role_id):
    found = _own(role_id)
    form = RefusalForm(prefix="no-")
    if not form.validate():
        return _page(found, refusal=form, status=422)
    is_done = actions.decline(found.role, found.cohort, words=form.words.data or "", by=current_user)
    return _then_role(found, _("You said no, and they know.") if is_done else _over())


@bp.post("/roles/<int:role_id>/showing")
def show(role_id):
    found = _own(role_id)
    require(policies.can_show(current_user, found.role))
    form = ShowingForm.of(found.role)
    if not form.validate():
        return _page(found, showing=form, status=422)
    actions.show(found.role, found.cohort, form.shown.data)
    return _then_role(found, _("Kept."))


@bp.post("/roles/<int:role_id>/end")
def end(role_id):
    found = _role(role_id)
    form = EndForm(prefix="end-")
    if not form.validate():
        return _page(found, ending=form, status=422)
    require(found.role.ended_at is not None or policies.can_end(current_user, found.role, found.leads))
    return _then_role(found, _("Ended, with thanks.") if _end(found, form) else _over())


def _to_ask(user_id: int):
    """The person, and where the viewer may offer them a role."""
    person = get_or_404(people_visible_to(current_user), user_id)
    require(user_id != current_user.id)
    places = queries.places_to_ask(current_user, user_id)
    if policies.can_lead(current_user, None, None):
        places.append((ACADEMY_WIDE, get_academy().name))
    require(bool(places))
    return person, places


def _role(role_id: int) -> queries.Found:
    return queries.find_role(current_user, role_id) or not_found()


def _own(role_id: int) -> queries.Found:
    """The role, for who was asked; pressed twice it says that it is over."""
    found = _role(role_id)
    require(found.role.user_id == current_user.id)
    return found


def _end(found, form) -> bool:
    return actions.end(found.role, found.cohort, words=form.words.data or "", by=current_user)


def _over() -> str:
    return _("This was answered or ended already.")


def _then_role(found, toast: str):
    return then_show("roles.show_role", role_id=found.role.id, toast=toast)


def _offer_form(places, **more) -> OfferForm:
    form = OfferForm(**more)
    form.place.choices = choices_of(places)
    return form


def _offer_page(person, form, status: int = 200):
    return render("cohorts/roles/ask.html", status=status, person=person, form=form)


def _list(cohort, leads: bool):
    return render(
        "cohorts/roles/list.html",
        cohort=cohort,
        rows=queries.shown_in(current_user, cohort.id if cohort else None),
        own=[] if cohort else queries.roles_of(current_user.id, current_user),
        offered=queries.all_in(cohort.id if cohort else None) if leads else [],
        leads=leads,
        words=words,
    )


def _page(found, *, showing=None, refusal=None, ending=None, status: int = 200):
    role = found.role
    chosen = {"shown": words.shown_to(role)}
    return render(
        "cohorts/roles/role.html",
        status=status,
        found=found,
        role=role,
        words=words,
        can_answer=policies.can_answer(current_user, role),
        can_show=policies.can_show(current_user, role),
        can_end=policies.can_end(current_user, role, found.leads),
        can_have_badge=can_have_badge(current_user, role),
        is_holder=role.user_id == current_user.id,
        showing=showing or ShowingForm.of(role, formdata=None, data=chosen),
        refusal=refusal or RefusalForm(prefix="no-", formdata=None),
        ending=ending or EndForm(prefix="end-", formdata=None),
    )
