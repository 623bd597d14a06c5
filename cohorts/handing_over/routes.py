"""Pages of handing over: the offer, what is open, and saying yes or no."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.handing_over import actions, policies, queries
from cohorts.handing_over.forms import STAY_WORDS, OfferForm
from cohorts.screens import head_or_404, run_or_403
from lms.access import get_or_404, require
from lms.forms import act_once
from lms.pages import render, then_go, then_show

bp = Blueprint("handing_over", __name__)


@bp.get("/cohorts/<int:cohort_id>/hand-over")
def ask_offer(cohort_id):
    cohort = _led(cohort_id)
    return _page(cohort, _form(cohort))


@bp.post("/cohorts/<int:cohort_id>/hand-over")
def offer(cohort_id):
    cohort = _led(cohort_id)
    form = _form(cohort)
    act_once(form, current_user)
    if not form.validate():
        return _page(cohort, form, status=422)
    made = actions.offer_cohort(
        cohort, form.person.data, stays=form.stays.data, words=form.words.data or "", by=current_user
    )
    if made is None:
        form.person.errors = [_("This person is asked already.")]
        return _page(cohort, form, status=422)
    return then_show(
        "handing_over.show_offer", offer_id=made.id, toast=_("Asked. You lead the cohort until they say yes.")
    )


@bp.get("/hand-overs/<int:offer_id>")
def show_offer(offer_id):
    offer = get_or_404(queries.offers_of(current_user), offer_id)
    around = queries.around(offer)
    return render(
        "cohorts/handing_over/offer.html",
        offer=offer,
        cohort=around.Cohort,
        giver=around.giver,
        heir=around.heir,
        open_things=None if offer.outcome else queries.open_in(around.Cohort, offer.from_id),
        stay_words=STAY_WORDS,
        can_answer=policies.can_answer(current_user, offer),
        can_withdraw=policies.can_withdraw(current_user, offer),
        can_open=current_user.can_see(around.Cohort.audience_id),
    )


@bp.post("/hand-overs/<int:offer_id>/acceptance")
def accept(offer_id):
    offer = _to_answer(offer_id)
    if not actions.accept(offer, by=current_user):
        return then_show("handing_over.show_offer", offer_id=offer_id, toast=_over())
    return then_go(f"/cohorts/{offer.cohort_id}/today", toast=_("You lead this cohort now. Here is what needs you."))


@bp.post("/hand-overs/<int:offer_id>/refusal")
def refuse(offer_id):
    is_done = actions.refuse(_to_answer(offer_id), by=current_user)
    toast = _("You said no, and they know.") if is_done else _over()
    return then_show("handing_over.show_offer", offer_id=offer_id, toast=toast)


@bp.post("/hand-overs/<int:offer_id>/withdrawal")
def take_back(offer_id):
    offer = get_or_404(queries.offers_of(current_user), offer_id)
    require(policies.can_withdraw(current_user, offer) or (offer.from_id == current_user.id and bool(offer.outcome)))
    toast = _("Taken back. You go on leading the cohort.") if actions.take_back(offer) else _over()
    return then_show("handing_over.show_offer", offer_id=offer_id, toast=toast)


def _led(cohort_id: int):
    require(policies.can_offer(head_or_404(cohort_id).phase))
    return run_or_403(cohort_id)


def _to_answer(offer_id: int):
    """The offer, for who was asked; pressed twice it says that it is over."""
    offer = get_or_404(queries.offers_of(current_user), offer_id)
    require(offer.to_id == current_user.id)
    return offer


def _over() -> str:
    return _("This was answered or taken back already.")


def _form(cohort) -> OfferForm:
    form = OfferForm()
    form.person.offer((row.id, row.name) for row in queries.possible_heirs(cohort))
    return form


def _page(cohort, form, status: int = 200):
    return render(
        "cohorts/handing_over/ask.html",
        status=status,
        cohort=cohort,
        form=form,
        offers=queries.open_offers(cohort),
        open_things=queries.open_in(cohort, current_user.id),
        stay_words=STAY_WORDS,
    )
