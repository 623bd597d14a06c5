"""The help desk's form for guests and members, the figures of what it spared, and its settings."""

from datetime import date
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency
from flask import Blueprint, abort, request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address
from flask_login import current_user

from discussions.asking.likeness import has_enough_words
from discussions.asking.queries import find_passages
from discussions.asking.spots.queries import find_spot
from discussions.desk import actions, policies, queries
from discussions.desk.forms import AnswerForm, DeskForm, OnwardForm
from discussions.desk.marking import guest_of_request, new_guest, with_mark
from discussions.forms import MAX_TITLE
from lms.access import require
from lms.database import now
from lms.forms import act_once, new_form_key
from lms.limits import Allowance
from lms.pages import htmx, not_found, render, then_show
from lms.people.signing_in import academy, public
from lms.spreadsheets import csv_answer

bp = Blueprint("desk", __name__)

LOOKS = Allowance.of("help desk", "60/minute")
ACTS = Allowance.of("help desk answers", "30/minute")


@bp.get("/ask")
@public
def show_form():
    words = " ".join(request.args.get("q", "").replace("\x00", "").split())[:MAX_TITLE]
    is_spent = bool(words) and not LOOKS.spend(_who())
    took_back_nothing = bool(words) and current_user.is_anonymous and queries.seemed_answered(guest_of_request(), words)
    goes_on = bool(words) and request.args.get("on") == "people" and not took_back_nothing
    looks = bool(words) and not is_spent and not goes_on
    return render(
        "discussions/desk/form.html",
        status=429 if is_spent else 200,
        words=words,
        is_spent=is_spent,
        passages=find_passages(current_user, words) if looks else [],
        has_enough=has_enough_words(words),
        goes_on=goes_on,
        asks_again=took_back_nothing,
        spaces=queries.spaces_to_ask_in(current_user) if goes_on else [],
        desk=queries.get_desk(),
        most=MAX_TITLE,
        new_form_key=new_form_key,
    )


@bp.post("/ask/answers")
@public
def record_answer():
    form = _sent(AnswerForm())
    spot = (
        find_spot(current_user, form.kind.data, form.found.data, form.language.data, form.passage.data) or not_found()
    )
    act_once(form, current_user)
    guest = None if current_user.is_authenticated else guest_of_request() or new_guest()
    actions.record_answer(
        user_id=current_user.id,
        guest=guest,
        words=form.words.data.strip(),
        spot=spot,
    )
    answer = then_show("desk.show_form", toast=_("Good that it was there already. Nobody had to be asked."))
    return with_mark(answer, guest) if guest else answer


@bp.post("/ask/people")
@public
def ask_people():
    """A member's answers are taken back when they ask; a guest asks elsewhere, so going there counts as asking. The page
    sends it by itself for a guest who looks for the same again."""
    form = _sent(OnwardForm())
    words = form.words.data.strip()
    if current_user.is_anonymous and (guest := guest_of_request()):
        actions.ask_people(guest, words)
    if htmx:
        return "", 204
    return then_show("desk.show_form", q=words, on="people")


@bp.get("/ask/figures")
def show_figures():
    require(policies.can_see_figures(current_user))
    zone, desk = academy().timezone, queries.get_desk()
    found = queries.passages(current_user, zone)
    return render(
        "discussions/desk/figures.html",
        months=queries.months(zone, costs=desk.costs_since),
        passages=found,
        names=queries.names_behind(found, zone),
        cost=desk.cost_cents,
        costs=_costs(desk),
        euros=_euros,
        name_of_month=_name_of_month,
        fewest=queries.FEWEST,
        can_set=policies.can_set_desk(current_user),
    )


@bp.get("/ask/figures.csv")
def download_figures():
    require(policies.can_see_figures(current_user))
    zone, costs = academy().timezone, queries.get_desk().costs_since
    head = [_("Month"), _("Answers found"), _("Taken back"), _("Avoided questions"), _("People"), _("Spared, in euros")]
    rows = [
        [f"{month.begins:%Y-%m}", month.found, month.reversed, month.avoided, month.people, _spared(month)]
        for month in queries.months(zone, costs=costs)
    ]
    return csv_answer([head, *rows], "avoided-questions")


@bp.get("/ask/mine")
def show_own():
    zone, which = academy().timezone, queries.answered_by(current_user.id)
    return render(
        "discussions/desk/own.html",
        months=queries.months(zone, *which),
        passages=queries.passages(current_user, zone, *which),
        name_of_month=_name_of_month,
        fewest=queries.FEWEST,
    )


@bp.get("/admin/help-desk")
def show_desk(form=None):
    require(policies.can_set_desk(current_user))
    desk = queries.get_desk()
    form = form or DeskForm(cost=f"{desk.cost_cents / 100:.2f}", contact=desk.contact)
    return render(
        "discussions/desk/settings.html",
        form=form,
        costs=_costs(desk),
        euros=_euros,
        address=request.url_root + "ask",
        status=422 if form.errors else 200,
    )


@bp.post("/admin/help-desk")
def save_desk():
    require(policies.can_set_desk(current_user))
    form = DeskForm()
    if not form.validate():
        return show_desk(form)
    today = now().astimezone(ZoneInfo(academy().timezone)).date()
    contact = (form.contact.data or "").strip()
    actions.save_desk(cost_cents=form.cents, contact=contact, today=today, by=current_user)
    return then_show("desk.show_desk", toast=_("Help desk saved."))


def _sent(form):
    if not ACTS.spend(_who()):
        abort(429)
    if not form.validate():
        abort(422)
    return form


def _who() -> str:
    return str(current_user.id or get_remote_address())


def _euros(cents: int) -> str:
    return format_currency(cents / 100, "EUR", locale=get_locale())


def _name_of_month(month: queries.Month) -> str:
    return format_date(month.begins.date(), "LLLL y", locale=get_locale())


def _spared(month):
    return None if month.spared is None else month.spared / 100


def _costs(desk) -> list[tuple[str, int]]:
    """(since when, what a question costs), the newest first; nothing where it never changed."""
    since = [
        (day and format_date(date.fromisoformat(day), "long", locale=get_locale()), cents)
        for day, cents in desk.costs_since
    ]
    return since[::-1] if len(since) > 1 else []
