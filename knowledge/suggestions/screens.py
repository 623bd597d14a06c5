"""The pages of a suggestion, as every route of them shows them again."""

from flask_login import current_user

from knowledge.links.rendering import render_article, shown_to
from knowledge.suggestions import actions, policies, queries
from knowledge.suggestions.forms import AskForm, ChangeForm, DeclineForm, MergeForm, RemarkForm, StepForm
from knowledge.suggestions.models import Suggestion
from knowledge.suggestions.words import EVENT_WORDS
from lms import differences
from lms.access import audience_of
from lms.forms import new_form_key
from lms.markup import stored
from lms.merging import conflicts
from lms.pages import render


def new_page(article, form, status: int = 200):
    """A copy of the article to be changed."""
    _in_language(form, article.language)
    return render(
        "knowledge/suggestions/write.html", status=status, article=article, suggestion=None, form=form,
        reads=audience_of(article.audience_id),
    )  # fmt: skip


def edit_page(suggestion: Suggestion, form=None, status: int = 200):
    """The copy again. After a conflict the form holds what was sent; what is kept stands beside it."""
    form = form or ChangeForm(base=queries.get_revision(suggestion.revision_id), formdata=None, obj=suggestion)
    _in_language(form, suggestion.article.language)
    if status == 409:
        _go_on(form, suggestion)
    return render(
        "knowledge/suggestions/write.html",
        status=status,
        article=suggestion.article,
        suggestion=suggestion,
        form=form,
        rows=differences.compare(suggestion.body, form.body.data) if status == 409 else None,
        can_change=policies.can_change(current_user, suggestion),
        who=queries.last_by(suggestion.id) if status == 409 else "",
        reads=audience_of(suggestion.article.audience_id),
    )


def suggestion_page(suggestion: Suggestion, *, status: int = 200, typed: str = "", **forms):
    """The difference, why, what can be done with it, and what happened. `typed` was sent and came too late."""
    article, base = suggestion.article, queries.get_revision(suggestion.revision_id)
    version = {"version": suggestion.version}
    return render(
        "knowledge/suggestions/suggestion.html",
        status=status,
        suggestion=suggestion,
        article=article,
        collection=article.collection,
        base=base,
        has_moved_on=suggestion.is_open and suggestion.revision_id != article.revision_id,
        merged=queries.get_revision(suggestion.merged_id) if suggestion.merged_id else None,
        rows=differences.compare(base.body, suggestion.body),
        html=stored(shown_to(current_user, render_article(article, suggestion.body).html)),
        events=queries.events_of(suggestion),
        event_words=EVENT_WORDS,
        author_name=queries.name_of_author(suggestion),
        who=queries.last_by(suggestion.id) if status == 409 else "",
        typed=typed,
        is_own=suggestion.author_id == current_user.id,
        can_change=policies.can_change(current_user, suggestion),
        can_decide=policies.can_decide(current_user, suggestion),
        can_merge=policies.can_merge(current_user, suggestion),
        can_reopen=policies.can_reopen(current_user, suggestion),
        step_form=StepForm(formdata=None, data=version),
        ask_form=forms.get("ask_form") or AskForm(formdata=None, data=version),
        decline_form=forms.get("decline_form") or DeclineForm(formdata=None, data=version),
        remark_form=forms.get("remark_form") or RemarkForm(formdata=None),
    )


def merge_page(suggestion: Suggestion, form=None, status: int = 200):
    """What article and suggestion make together, to be looked at and published; after a conflict also what was sent."""
    article = suggestion.article
    base, current = queries.get_revision(suggestion.revision_id), queries.get_revision(article.revision_id)
    words, pieces, both = actions.merged_with(suggestion, base, current)
    seen = {"version": suggestion.version, "revision": article.revision_id}
    if form is None:
        form = MergeForm(formdata=None, data={**words, "why": " ".join(suggestion.why.split())[:300], **seen})
    elif status == 409:
        _go_on(form, suggestion)
        form.revision.data, form.revision.raw_data = article.revision_id, None
    _in_language(form, article.language)
    return render(
        "knowledge/suggestions/merge.html",
        status=status,
        suggestion=suggestion,
        article=article,
        collection=article.collection,
        current=current,
        form=form,
        both=both,
        conflicts=conflicts(pieces),
        has_moved_on=suggestion.revision_id != article.revision_id,
        rows=differences.compare(current.body, form.body.data or ""),
        author_name=queries.name_of_author(suggestion),
        who=queries.last_by(suggestion.id) if status == 409 else "",
        reads=audience_of(article.audience_id),
    )


def _go_on(form, suggestion: Suggestion) -> None:
    """Sent once more, it is about what stands there now, and a sending of its own."""
    form.go_on_from(suggestion.version)
    form.form_key.data, form.form_key.raw_data = new_form_key(), None


def _in_language(form, language: str) -> None:
    """What is written is in the language of the article, whatever that of the page."""
    for field in (form.title, form.summary, form.body):
        field.render_kw = {**(field.render_kw or {}), "lang": language}
