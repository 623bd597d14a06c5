"""The sentences about suggestions that reach people, each in the language of its reader."""

from datetime import datetime

from flask_babel import force_locale, gettext

from knowledge.models import Article
from knowledge.suggestions import queries
from knowledge.suggestions.models import Suggestion, SuggestionEvent
from lms.notifications.actions import notify
from lms.notifications.languages import locale_of


def tell_writers(article: Article, suggestion: Suggestion, event: SuggestionEvent, *, by, at: datetime | None = None):
    for user_id, locale in queries.who_decides(article):
        _tell(article, suggestion, event, user_id, locale, by, at)


def tell_author(article: Article, suggestion: Suggestion, event: SuggestionEvent, *, by, at: datetime | None = None):
    _tell(article, suggestion, event, suggestion.author_id, locale_of(suggestion.author_id), by, at)


def tell_draft_writer(article: Article, suggestion: Suggestion, *, by, at: datetime | None = None) -> None:
    """Whoever wrote the draft finds it in the history from now on: a suggestion changed the same and was published."""
    if article.draft_by is None:
        return
    with force_locale(locale_of(article.draft_by)):
        title = gettext(
            "Your draft made room for a suggestion and stands in the history: %(title)s", title=article.title
        )
    notify(
        [article.draft_by], "suggestion", audience_id=article.audience_id, actor=by,
        thread=f"suggestion:{suggestion.id}", thing=f"suggestion:{suggestion.id}:draft:{article.draft_version}",
        title=title, url=f"/articles/{article.id}/history", at=at,
    )  # fmt: skip


def thing_of(suggestion_id: int, event_id: int) -> str:
    return f"suggestion:{suggestion_id}:{event_id}"


def _tell(article: Article, suggestion: Suggestion, event: SuggestionEvent, user_id: int, locale: str, by, at) -> None:
    with force_locale(locale):
        title = _sentence(event.kind, article.title)
    notify(
        [user_id], "suggestion", audience_id=article.audience_id, actor=by, thread=f"suggestion:{suggestion.id}",
        thing=thing_of(suggestion.id, event.id), title=title, url=f"/suggestions/{suggestion.id}", excerpt=event.words,
        at=at,
    )  # fmt: skip


def _sentence(kind: str, title: str) -> str:
    if kind == "suggested":
        return gettext("A change is suggested: %(title)s", title=title)
    if kind == "changed":
        return gettext("The suggestion says something else now: %(title)s", title=title)
    if kind == "open":
        return gettext("The suggestion is open again: %(title)s", title=title)
    if kind == "changes":
        return gettext("Your suggestion needs a change first: %(title)s", title=title)
    if kind == "merged":
        return gettext("Your suggestion is part of the article now: %(title)s", title=title)
    if kind == "declined":
        return gettext("Your suggestion was declined: %(title)s", title=title)
    return gettext("Something was said about the suggestion: %(title)s", title=title)
