"""Pages of invitation links: making and taking back, and the page a link leads to."""

from flask import Blueprint, request, session
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.joining.screens import ways_in
from cohorts.links import actions, queries
from cohorts.links.forms import GuestForm, LinkForm
from cohorts.membership.queries import facilitators_of, is_member, was_taken_out
from cohorts.screens import run_or_403
from cohorts.words import state_words
from lms.access import get_or_404
from lms.database import now
from lms.forms import act_once
from lms.limits import Allowance
from lms.pages import not_found, render, then_show
from lms.people.signing_in import public

bp = Blueprint("cohort_links", __name__)

ASKING = Allowance.of("join cohort by link", "20/hour")


@bp.post("/cohorts/<int:cohort_id>/links")
def make_link(cohort_id):
    cohort = run_or_403(cohort_id)
    form = LinkForm()
    if not form.validate():
        return ways_in(cohort, link_form=form, status=422)
    act_once(form, current_user)
    link, secret = actions.make_link(
        cohort, phase=form.link_phase.data, days=form.days.data, places=form.places.data, by=current_user
    )
    # The signed cookie of whoever made it carries the secret to the next page, which shows it once.
    session["fresh_link"] = [link.id, secret]
    return then_show("joining.show_people", cohort_id=cohort_id, anchor="links")


@bp.post("/cohorts/<int:cohort_id>/links/<int:link_id>/revocation")
def revoke_link(cohort_id, link_id):
    cohort = run_or_403(cohort_id)
    link = get_or_404(queries.links_of_cohort(cohort), link_id)
    actions.revoke_link(link, by=current_user)
    toast = _("Nobody comes in by that link any more. Who came, stays.")
    return then_show("joining.show_people", cohort_id=cohort_id, anchor="links", toast=toast)


@bp.get("/join-cohort/<token>")
@public
def show_link(token):
    link, cohort = queries.find_link(token) or not_found()
    if current_user.is_authenticated and is_member(current_user, cohort.id):
        return then_show("cohorts.show_cohort", cohort_id=cohort.id)
    return _show_link(token, link, cohort, GuestForm())


@bp.post("/join-cohort/<token>")
def join(token):
    link, cohort = queries.find_link(token) or not_found()
    try:
        actions.join_by_link(link, current_user)
    except actions.LinkClosed:
        return _show_link(token, link, cohort, GuestForm(), status=422)
    return then_show("cohorts.show_cohort", cohort_id=cohort.id, toast=_("Welcome to %(cohort)s.", cohort=cohort.name))


@bp.post("/join-cohort/<token>/requests")
@public
def ask(token):
    link, cohort = queries.find_link(token) or not_found()
    form = GuestForm()
    if not form.validate() or link.state(now()) != "open":
        return _show_link(token, link, cohort, form, status=422)
    if not ASKING.spend(request.remote_addr or ""):
        return _show_link(token, link, cohort, form, status=429)
    act_once(form, current_user)
    actions.ask_by_link(link, name=form.name.data, email=form.email.data, locale=str(get_locale()))
    return then_show("cohort_links.show_asked", token=token)


@bp.get("/join-cohort/<token>/requests")
@public
def show_asked(token):
    _link, cohort = queries.find_link(token) or not_found()
    return render("cohorts/link_asked.html", cohort=cohort)


def _show_link(token, link, cohort, form, status: int = 200):
    moment = now()
    may_come = current_user.is_anonymous or not was_taken_out(current_user, cohort.id)
    return render(
        "cohorts/link.html",
        token=token,
        link=link,
        state=link.state(moment) if may_come else "taken out",
        cohort=cohort,
        facilitators=facilitators_of([cohort.id])[cohort.id],
        state_words=state_words(cohort, moment),
        form=form,
        is_slow_down=status == 429,
        status=status,
    )
