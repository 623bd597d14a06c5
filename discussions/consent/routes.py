"""Pages of one's own consent: what one is asked, what one said to each use of each post, and taking it back."""

from flask import Blueprint, abort
from flask_babel import gettext as _
from flask_login import current_user

from discussions.consent import actions, queries, words
from discussions.consent.forms import AnswerForm
from discussions.consent.leaving_out import says_something
from discussions.consent.models import YES
from lms.access import get_or_404
from lms.forms import act_once
from lms.pages import render, then_show

bp = Blueprint("consent", __name__)


@bp.get("/consents")
def show_consents():
    consents = queries.list_consents(current_user)
    places = queries.places_of([consent.proposal for consent in consents])
    lines = [
        (consent, words.where(consent.proposal.kind, *places[consent.proposal_id]), words.said(consent))
        for consent in consents
    ]
    return render("discussions/consent/consents.html", lines=lines)


@bp.get("/consents/<int:consent_id>")
def show_consent(consent_id):
    return _page(get_or_404(queries.consents_of(current_user), consent_id))


@bp.post("/consents/<int:consent_id>")
def answer(consent_id):
    consent = get_or_404(queries.consents_of(current_user), consent_id)
    form = AnswerForm()
    if not form.validate():
        return _page(consent, form, 422)
    if form.answer.data in YES and not says_something(_preview(consent).words):
        form.answer.errors = [_("Nothing of this post is left to show: all of it is names, links or words of others.")]
        return _page(consent, form, 422)
    act_once(form, current_user)
    try:
        actions.answer(consent, form.answer.data, seal=form.seal.data)
    except actions.Changed:
        form.answer.errors = [_("The words changed while you had this page open. Look again at what would be shown.")]
        return _page(consent, form, 409)
    except actions.Refused:
        abort(409)
    toast = (
        _("It is shown now. You can take it back at any time.")
        if form.answer.data in YES
        else _("It stays where it is.")
    )
    return then_show("consent.show_consents", toast=toast)


@bp.post("/consents/<int:consent_id>/withdrawal")
def withdraw(consent_id):
    consent = get_or_404(queries.consents_of(current_user), consent_id)
    actions.withdraw_consent(consent)
    return then_show("consent.show_consents", toast=_("It is no longer shown."))


def _preview(consent) -> queries.Preview:
    return queries.preview_of(consent.post, consent.proposal.cohort_id)


def _page(consent, form=None, status: int = 200):
    is_open = consent.proposal.retracted_at is None and consent.post.deleted_at is None
    preview = _preview(consent) if is_open else None
    form = form or AnswerForm(answer=consent.answer if consent.is_given else None)
    form.seal.data = preview.seal if preview else ""
    return render(
        "discussions/consent/consent.html",
        status=status,
        consent=consent,
        preview=preview,
        form=form,
        reads_post=preview is not None and queries.reads_post(current_user, consent.post_id),
        where=words.where(consent.proposal.kind, *queries.places_of([consent.proposal])[consent.proposal_id]),
        said=words.said(consent),
        shown=queries.paragraphs(consent.words),
        is_same=preview is not None and (preview.title, preview.words) == (consent.title, consent.words),
    )
