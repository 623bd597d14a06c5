"""The pages of a suggestion, as every route of them shows them again."""

import secrets
from functools import partial

from flask import url_for
from flask_login import current_user

from knowledge.actions import draft_gives_way
from knowledge.quotes.showing import shown_draft
from knowledge.suggestions import actions, policies, queries
from knowledge.suggestions.copies.files import COPY_FILES
from knowledge.suggestions.copies.forms import WORDS
from knowledge.suggestions.copies.queries import find_copy, find_row
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
from knowledge.suggestions.words import EVENT_WORDS
from lms import differences
from lms.access import audience_of
from lms.files.forms import UploadForm
from lms.forms import new_form_key
from lms.markup import stored
from lms.merging import conflicts
from lms.pages import render
from lms.people.queries import name_of
from lms.revisions.drafts import saved_at


def new_page(article, form=None, status: int = 200, upload=None):
    """A copy of the article to be changed, as its writer left it; with `form`, what was sent and could not be used."""
    copy = find_copy(current_user, article.id)
    if form is None:
        base = queries.get_revision(copy.revision_id if copy else article.revision_id)
        form = NewSuggestionForm(base=base, formdata=None, data={**_words(copy, base), "revision": base.id})
    return _writing_page(article, None, form, copy, status, upload)


def edit_page(suggestion: Suggestion, form=None, status: int = 200, upload=None):
    """The copy again. After a conflict the form holds what was sent; what is kept stands beside it."""
    copy = find_copy(current_user, suggestion.article_id, suggestion.id)
    if form is None:
        words = {**_words(copy, suggestion, suggestion.why), "version": suggestion.version}
        form = ChangeForm(base=queries.get_revision(suggestion.revision_id), formdata=None, data=words)
    if status == 409:
        _go_on(form, suggestion)
    return _writing_page(
        suggestion.article, suggestion, form, copy, status, upload,
        rows=differences.compare(suggestion.body, form.body.data) if status == 409 else None,
        who=queries.last_by(suggestion.id) if status == 409 else "",
    )  # fmt: skip


def _writing_page(article, suggestion, form, copy, status: int, upload, **more):
    desk = find_row(current_user.id, article.id)
    urls = partial(copy_url, article.id, suggestion.id if suggestion else None)
    form.draft_key.data = secrets.token_urlsafe(12)
    _in_language(form, article.language)
    return render(
        "knowledge/suggestions/write.html",
        fragments={"files"},
        status=status,
        article=article,
        suggestion=suggestion,
        form=form,
        copy=copy,
        saved_at=saved_at(copy) if copy else "",
        has_moved_on=copy is not None and suggestion is None and copy.revision_id != article.revision_id,
        preview=stored(shown_draft(article, form.body.data or "", current_user, tells_missing=False)),
        can_send=policies.can_change(current_user, suggestion) if suggestion else True,
        reads=audience_of(article.audience_id),
        upload=upload or UploadForm(formdata=None),
        files=COPY_FILES.files_of(desk) if desk else [],
        urls=urls,
        remove_file_url=partial(urls, "remove_file"),
        **{"rows": None, "who": "", **more},
    )


def copy_url(article_id: int, suggestion_id: int | None, name: str, **more) -> str:
    """The address of a page about the copy of an article, or about that of a suggestion."""
    if suggestion_id is None:
        return url_for(f"knowledge.suggestions.copies.{name}_new", article_id=article_id, **more)
    return url_for(f"knowledge.suggestions.copies.{name}_again", suggestion_id=suggestion_id, **more)


def _words(copy, text, why: str = "") -> dict[str, str]:
    """What stands in the form: what its writer kept, else what they begin with."""
    if copy is None:
        return {"title": text.title, "summary": text.summary, "body": text.body, "why": why}
    return {name: getattr(copy, f"draft_{name}") for name in WORDS}


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
        html=stored(shown_draft(article, suggestion.body, current_user, tells_missing=False)),
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
        gives_way=draft_gives_way(article, {name: getattr(form, name).data or "" for name in words}),
        drafted_by=name_of(article.draft_by) if article.draft_by else "",
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
