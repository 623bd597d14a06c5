"""Pages of contributions: those under an article, adding and changing one, and what becomes of it."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.contributions import actions, policies, queries
from knowledge.contributions.forms import ChangeForm, ContributionForm, HideForm, ReadersForm
from knowledge.contributions.models import Contribution
from knowledge.contributions.screens import contribution_page, draft_place, write_page
from knowledge.models import Article
from knowledge.policies import can_contribute, can_write
from knowledge.queries import articles_visible_to
from knowledge.suggestions.forms import StepForm
from lms.access import get_or_404, require
from lms.drafts.actions import forget_draft
from lms.forms import act_once
from lms.pages import number, render, then_show
from lms.people.signing_in import ask_or_404, public

bp = Blueprint("contributions", __name__)


@bp.get("/articles/<int:article_id>/contributions")
@public
def show_list(article_id):
    article = _found(articles_visible_to(current_user), Article, article_id)
    before = request.args.get("before", type=number)
    rows, has_more = queries.page_of(current_user, article, before)
    here = url_for("knowledge.contributions.show_list", article_id=article_id)
    return render(
        "knowledge/contributions/list.html",
        article=article,
        writes=can_write(current_user, article.collection),
        can_add=can_contribute(current_user, article),
        contributions=rows,
        newest=here if before else "",
        older=f"{here}?before={rows[-1].id}" if has_more else "",
    )


@bp.get("/articles/<int:article_id>/contributions/new")
def new(article_id):
    return write_page(_open_article(article_id), ContributionForm(formdata=None))


@bp.post("/articles/<int:article_id>/contributions/new")
def create(article_id):
    article, form = _open_article(article_id), ContributionForm()
    if not form.validate():
        return write_page(article, form, status=422)
    act_once(form, current_user)
    contribution = actions.contribute(article, kind=form.kind.data, body=form.body.data, by=current_user)
    forget_draft(current_user, draft_place(article))
    return _shown(contribution.id, _("Thank you. It stands under the article now."))


@bp.get("/contributions/<int:contribution_id>")
@public
def show(contribution_id):
    return contribution_page(_found(queries.contributions_visible_to(current_user), Contribution, contribution_id))


@bp.get("/contributions/<int:contribution_id>/edit")
def edit(contribution_id):
    contribution = _contribution(contribution_id)
    require(policies.can_change(current_user, contribution))
    return write_page(contribution.article, ChangeForm(formdata=None, obj=contribution), contribution)


@bp.post("/contributions/<int:contribution_id>/edit")
def change(contribution_id):
    contribution, form = _contribution(contribution_id), ChangeForm()
    article = contribution.article
    require(contribution.author_id == current_user.id and can_contribute(current_user, article))
    if not form.validate():
        return write_page(article, form, contribution, status=422)
    act_once(form, current_user)
    words = {"kind": form.kind.data, "body": form.body.data}
    try:
        actions.change(contribution, **words, version=form.version.data)
    except actions.Moved:
        return write_page(article, form, _contribution(contribution_id), status=409)
    forget_draft(current_user, draft_place(article, contribution))
    return _shown(contribution_id, _("Saved."))


@bp.post("/contributions/<int:contribution_id>/readers")
def answer_readers(contribution_id):
    contribution, form = _required(contribution_id, policies.can_answer_readers), ReadersForm()
    answer = {"may_read": form.may_read.data == "yes", "audience_id": form.audience.data}
    toast = _("They can read it now.") if answer["may_read"] else _("It stays with those you wrote it for.")
    return _step(actions.answer_readers, contribution, form=form, toast=toast, **answer)


@bp.post("/contributions/<int:contribution_id>/mark")
def mark(contribution_id):
    return _marked(contribution_id, actions.mark_useful)


@bp.post("/contributions/<int:contribution_id>/mark/removal")
def unmark(contribution_id):
    return _marked(contribution_id, actions.unmark)


@bp.post("/contributions/<int:contribution_id>/withdrawal")
def withdraw(contribution_id):
    contribution = _required(contribution_id, policies.can_withdraw)
    return _step(actions.withdraw, contribution, toast=_("Withdrawn. You can show it again."), by=current_user)


@bp.post("/contributions/<int:contribution_id>/return")
def bring_back(contribution_id):
    contribution = _required(contribution_id, policies.can_withdraw)
    return _step(actions.bring_back, contribution, toast=_("It is shown again."))


@bp.post("/contributions/<int:contribution_id>/hiding")
def hide(contribution_id):
    contribution, form = _required(contribution_id, policies.can_hide), HideForm()
    if not form.validate():
        return contribution_page(contribution, status=422, hide_form=form)
    act_once(form, current_user)
    reason = form.reason.data
    try:
        actions.hide(contribution, reason, version=form.version.data, by=current_user)
    except actions.Moved:
        return contribution_page(_contribution(contribution_id), status=409, typed=reason)
    return _shown(contribution_id, _("Hidden. Its author reads why."))


@bp.post("/contributions/<int:contribution_id>/showing")
def show_again(contribution_id):
    contribution = _required(contribution_id, policies.can_hide)
    return _step(actions.show_again, contribution, toast=_("It is shown again."), by=current_user)


@bp.post("/contributions/<int:contribution_id>/placement")
def place(contribution_id):
    """Into the draft, and on to the editor: nothing is published by this."""
    contribution = _required(contribution_id, policies.can_place)
    place_in = {"article_id": contribution.article_id, "anchor": "write"}
    toast = _("It stands at the end of the draft, with the name of who wrote it. Readers see nothing of it yet.")
    return _step(
        actions.place, contribution, by=current_user, then=("knowledge.writing.edit_article", place_in), toast=toast
    )


def _found(statement, table, object_id: int):
    """What this person may read; a guest is asked who they are before anything is said to be missing."""
    return queries.find_in(statement.where(table.id == object_id)) or ask_or_404()


def _contribution(contribution_id: int) -> Contribution:
    return get_or_404(queries.contributions_visible_to(current_user), contribution_id)


def _required(contribution_id: int, policy) -> Contribution:
    contribution = _contribution(contribution_id)
    require(policy(current_user, contribution))
    return contribution


def _open_article(article_id: int) -> Article:
    article = get_or_404(articles_visible_to(current_user), article_id)
    require(can_contribute(current_user, article))
    return article


def _marked(contribution_id: int, act):
    """Back to where the mark was given: the article, or the page of all that was added to it."""
    contribution = _required(contribution_id, policies.can_mark)
    act(contribution, by=current_user)
    if request.form.get("from") == "article":
        return then_show(
            "knowledge.show_article", article_id=contribution.article_id, anchor=f"added-{contribution_id}"
        )
    return _shown(contribution_id, None)


def _step(act, contribution: Contribution, *, toast: str, then=None, form: StepForm | None = None, **more):
    """Do it, unless something else happened since its page was shown: then how it stands now."""
    form = form or StepForm()
    if not form.validate():
        return contribution_page(contribution, status=422)
    act_once(form, current_user)
    try:
        act(contribution, version=form.version.data, **more)
    except actions.Moved:
        return contribution_page(_contribution(contribution.id), status=409)
    endpoint, values = then or ("knowledge.contributions.show", {"contribution_id": contribution.id})
    return then_show(endpoint, toast=toast, **values)


def _shown(contribution_id: int, toast: str | None):
    return then_show("knowledge.contributions.show", contribution_id=contribution_id, toast=toast)
