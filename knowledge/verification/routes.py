"""Pages of verification: how an article stands, vouching for it, calling it obsolete, and who verifies a collection."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.policies import can_name_verifiers, can_verify
from knowledge.queries import articles_visible_to, collections_visible_to
from knowledge.verification import actions, queries
from knowledge.verification.forms import ObsoleteForm, PeriodForm, VerifierForm, VerifyForm
from knowledge.verification.screens import looked_after, verification_page
from lms.access import get_or_404, require
from lms.forms import act_once
from lms.pages import not_found, render, then_show
from lms.people.signing_in import ask_or_404, public

bp = Blueprint("verification", __name__)
HERE = "knowledge.verification.show_verification"


@bp.get("/articles/<int:article_id>/verification")
@public
def show_verification(article_id):
    return verification_page(queries.find_article(current_user, article_id) or ask_or_404())


@bp.post("/articles/<int:article_id>/verification")
def verify(article_id):
    article = get_or_404(articles_visible_to(current_user), article_id)
    require(can_verify(current_user, verifies=queries.verifies(current_user, article.collection_id)))
    form = VerifyForm()
    if not form.validate():
        return verification_page(article, verify_form=form, status=422)
    act_once(form, current_user)
    try:
        actions.verify(
            article, revision_id=form.version.data, days=form.days.data, why=form.why.data or "", by=current_user
        )
    except actions.ChangedMeanwhile:
        form.days.errors = [_("Another text was published while you looked. Read it, then verify.")]
        article = get_or_404(articles_visible_to(current_user), article_id)
        form.go_on_from(article.revision_id)
        return verification_page(article, verify_form=form, status=409)
    return then_show(HERE, article_id=article_id, toast=_("Verified. Readers see your name and the date."))


@bp.post("/articles/<int:article_id>/obsolescence")
def mark_obsolete(article_id):
    article, form = looked_after(article_id), ObsoleteForm()
    if not form.validate():
        return verification_page(article, obsolete_form=form, status=422)
    actions.mark_obsolete(article, by=current_user, why=form.obsolete_why.data or "")
    return then_show(HERE, article_id=article_id, toast=_("It says that it is obsolete. It stays readable."))


@bp.post("/articles/<int:article_id>/obsolescence/end")
def revive(article_id):
    article = looked_after(article_id)
    actions.revive(article, by=current_user)
    return then_show(HERE, article_id=article_id, toast=_("It is in use again."))


@bp.get("/collections/<int:collection_id>/verifiers")
def show_verifiers(collection_id):
    return _verifiers_page(_own_collection(collection_id))


@bp.post("/collections/<int:collection_id>/verifiers")
def add_verifier(collection_id):
    collection, form = _own_collection(collection_id), VerifierForm()
    if form.validate():
        found = queries.readers_called(collection, form.person.data)
        if len(found) == 1:
            actions.add_verifier(collection, found[0].id, by=current_user)
            return then_show(
                "knowledge.verification.show_verifiers",
                collection_id=collection_id,
                toast=_("%(name)s verifies this collection.", name=found[0].name),
            )
        form.person.errors = [
            _("Several people are called so. Write the e-mail address.")
            if found
            else _("Nobody who reads this collection has this name or address.")
        ]
    return _verifiers_page(collection, form, status=422)


@bp.post("/collections/<int:collection_id>/verifiers/<int:user_id>/removal")
def remove_verifier(collection_id, user_id):
    collection = _own_collection(collection_id)
    if not actions.remove_verifier(collection, user_id, by=current_user):
        not_found()
    return then_show("knowledge.verification.show_verifiers", collection_id=collection_id, toast=_("Removed."))


@bp.post("/collections/<int:collection_id>/verified-for")
def set_period(collection_id):
    collection, form = _own_collection(collection_id), PeriodForm()
    if not form.validate():
        return _verifiers_page(collection, period_form=form, status=422)
    actions.set_period(collection, form.days.data)
    return then_show("knowledge.verification.show_verifiers", collection_id=collection_id, toast=_("Saved."))


def _own_collection(collection_id: int):
    collection = get_or_404(collections_visible_to(current_user), collection_id)
    require(can_name_verifiers(current_user, collection))
    return collection


def _verifiers_page(collection, form: VerifierForm | None = None, *, period_form=None, status: int = 200):
    return render(
        "knowledge/verification/verifiers.html",
        status=status,
        collection=collection,
        verifiers=queries.verifiers_of(collection),
        form=form or VerifierForm(formdata=None),
        period_form=period_form or PeriodForm(formdata=None, days=collection.verified_for),
    )
