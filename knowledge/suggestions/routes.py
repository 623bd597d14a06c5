"""Pages of suggestions: making one, both sides' lists, what is said about it, and what becomes of it."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.policies import can_contribute, can_write
from knowledge.queries import articles_visible_to
from knowledge.quotes.words import what_is_missing
from knowledge.suggestions import actions, policies, queries
from knowledge.suggestions.copies import routes as copies
from knowledge.suggestions.copies.actions import forget_copy
from knowledge.suggestions.copies.queries import find_copy, unsent_of
from knowledge.suggestions.copies.routes import base_of, open_article
from knowledge.suggestions.forms import (
    AskForm,
    ChangeForm,
    DeclineForm,
    MergeForm,
    NewSuggestionForm,
    RemarkForm,
    StepForm,
)
from knowledge.suggestions.models import Suggestion
from knowledge.suggestions.screens import edit_page, merge_page, new_page, suggestion_page
from lms.access import get_or_404, require
from lms.forms import act_once
from lms.pages import render, then_show

bp = Blueprint("suggestions", __name__)
bp.register_blueprint(copies.bp)


@bp.get("/suggestions")
def show_own():
    return render(
        "knowledge/suggestions/list.html",
        article=None,
        suggestions=queries.suggestions_of(current_user),
        unsent=unsent_of(current_user),
    )


@bp.get("/articles/<int:article_id>/suggestions")
def show_list(article_id):
    article = get_or_404(articles_visible_to(current_user), article_id)
    return render(
        "knowledge/suggestions/list.html",
        article=article,
        writes=can_write(current_user, article.collection),
        can_suggest=can_contribute(current_user, article),
        suggestions=queries.suggestions_for(current_user, article_id),
    )


@bp.get("/articles/<int:article_id>/suggestions/new")
def new(article_id):
    return new_page(open_article(article_id))


@bp.post("/articles/<int:article_id>/suggestions/new")
def create(article_id):
    article, seen = open_article(article_id), NewSuggestionForm(base=None)
    base = base_of(article, None, seen.revision.data)
    form = NewSuggestionForm(base=base)
    if not form.validate():
        return new_page(article, form, status=422)
    act_once(form, current_user)
    suggestion = actions.suggest(article, form.words, base=base, why=form.why.data, by=current_user)
    forget_copy(article, base=base, by=current_user, key=form.draft_key.data or "")
    return _shown(suggestion.id, _("Thank you. Who writes this article hears of it."))


@bp.get("/suggestions/<int:suggestion_id>")
def show(suggestion_id):
    return suggestion_page(_suggestion(suggestion_id))


@bp.get("/suggestions/<int:suggestion_id>/edit")
def edit(suggestion_id):
    suggestion = _suggestion(suggestion_id)
    unsent = find_copy(current_user, suggestion.article_id, suggestion_id)
    require(policies.can_change(current_user, suggestion) or unsent is not None)
    return edit_page(suggestion)


@bp.post("/suggestions/<int:suggestion_id>/edit")
def change(suggestion_id):
    suggestion = _suggestion(suggestion_id)
    require(suggestion.author_id == current_user.id and can_contribute(current_user, suggestion.article))
    article, base = suggestion.article, queries.get_revision(suggestion.revision_id)
    form = ChangeForm(base=base)
    if not form.validate():
        return edit_page(suggestion, form, status=422)
    act_once(form, current_user)
    try:
        actions.change(suggestion, form.words, why=form.why.data, version=form.version.data, by=current_user)
    except actions.Moved:
        return edit_page(_suggestion(suggestion_id), form, status=409)
    key = form.draft_key.data or ""
    forget_copy(article, base=base, by=current_user, key=key, suggestion=suggestion)
    return _shown(suggestion_id, _("Sent. Who writes this article hears of it."))


@bp.get("/suggestions/<int:suggestion_id>/merge")
def prepare_merge(suggestion_id):
    suggestion = _suggestion(suggestion_id)
    require(policies.can_merge(current_user, suggestion) and suggestion.is_open)
    return merge_page(suggestion)


@bp.post("/suggestions/<int:suggestion_id>/merge")
def merge(suggestion_id):
    suggestion = _suggestion(suggestion_id)
    require(policies.can_merge(current_user, suggestion))
    form = MergeForm()
    if not form.validate():
        return merge_page(suggestion, form, status=422)
    if missing := what_is_missing(suggestion.article, form.body.data):
        form.body.errors = [missing]
        return merge_page(suggestion, form, status=422)
    act_once(form, current_user)
    seen = {"version": form.version.data, "revision_id": form.revision.data}
    try:
        actions.merge_suggestion(suggestion, form.words, why=form.why.data, by=current_user, **seen)
    except actions.Moved:
        return merge_page(_suggestion(suggestion_id), form, status=409)
    return _shown(suggestion_id, _("Published. Readers see it now, with the name of who suggested it."))


@bp.post("/suggestions/<int:suggestion_id>/remarks")
def say(suggestion_id):
    suggestion, form = _suggestion(suggestion_id), RemarkForm()
    if not form.validate():
        return suggestion_page(suggestion, status=422, remark_form=form)
    act_once(form, current_user)
    actions.say(suggestion, form.remark.data, by=current_user)
    return then_show("knowledge.suggestions.show", suggestion_id=suggestion_id, anchor="happened")


@bp.post("/suggestions/<int:suggestion_id>/change-request")
def ask_for_changes(suggestion_id):
    suggestion, form = _decided(suggestion_id), AskForm()
    if not form.validate():
        return suggestion_page(suggestion, status=422, ask_form=form)
    act_once(form, current_user)
    words = form.changes.data
    return _step(actions.ask_for_changes, suggestion, words, form=form, toast=_("Asked. Its author hears of it."))


@bp.post("/suggestions/<int:suggestion_id>/refusal")
def decline(suggestion_id):
    suggestion, form = _decided(suggestion_id), DeclineForm()
    if not form.validate():
        return suggestion_page(suggestion, status=422, decline_form=form)
    act_once(form, current_user)
    return _step(actions.decline, suggestion, form.reason.data, form=form, toast=_("Declined. Its author reads why."))


@bp.post("/suggestions/<int:suggestion_id>/withdrawal")
def take_back(suggestion_id):
    suggestion, form = _suggestion(suggestion_id), StepForm()
    require(policies.can_withdraw(current_user, suggestion))
    if not form.validate():
        return suggestion_page(suggestion, status=422)
    act_once(form, current_user)
    return _step(actions.take_back, suggestion, form=form, toast=_("Taken back. You can open it again."))


@bp.post("/suggestions/<int:suggestion_id>/reopening")
def reopen(suggestion_id):
    suggestion, form = _suggestion(suggestion_id), StepForm()
    require(policies.can_reopen(current_user, suggestion))
    if not form.validate():
        return suggestion_page(suggestion, status=422)
    act_once(form, current_user)
    return _step(actions.reopen, suggestion, form=form, toast=_("It is open again."))


def _suggestion(suggestion_id: int) -> Suggestion:
    return get_or_404(queries.suggestions_visible_to(current_user), suggestion_id)


def _decided(suggestion_id: int) -> Suggestion:
    suggestion = _suggestion(suggestion_id)
    require(policies.can_decide(current_user, suggestion))
    return suggestion


def _step(act, suggestion: Suggestion, *words: str, form: StepForm, toast: str):
    """Do it, unless something else happened since its page was shown: then what happened, and what was typed."""
    try:
        act(suggestion, *words, version=form.version.data, by=current_user)
    except actions.Moved:
        return suggestion_page(_suggestion(suggestion.id), status=409, typed="".join(words))
    return _shown(suggestion.id, toast)


def _shown(suggestion_id: int, toast: str):
    return then_show("knowledge.suggestions.show", suggestion_id=suggestion_id, toast=toast)
