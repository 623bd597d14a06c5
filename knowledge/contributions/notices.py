"""The sentences about contributions that reach people, each in the language of its reader."""

from datetime import datetime

from flask_babel import force_locale, gettext

from knowledge.contributions import queries
from knowledge.contributions.models import Contribution
from knowledge.models import Article
from lms.markup import excerpt, plain_text
from lms.notifications.actions import notify
from lms.notifications.languages import locale_of


def tell_owner(article: Article, contribution: Contribution, *, by, at: datetime | None = None) -> None:
    said = excerpt(plain_text(contribution.html), 200)
    for user_id, locale in queries.who_hears(article):
        _tell(article, contribution, "added", user_id, locale, said, by=by, at=at)


def tell_author(
    article: Article, contribution: Contribution, kind: str, words: str = "", *, by, at: datetime | None = None
) -> None:
    """That it was taken, hidden for the reason `words`, or is shown again."""
    author_id = contribution.author_id
    _tell(article, contribution, kind, author_id, locale_of(author_id), words, by=by, at=at)


def tell_who_placed(article: Article, contribution: Contribution, *, by) -> None:
    """Somebody put its words in a draft, and its author no longer shows them."""
    person = contribution.placed_by
    _tell(article, contribution, "withdrawn", person, locale_of(person), "", by=by)


def ask_author(article: Article, contribution: Contribution, *, by) -> None:
    """Whether the new readers of the article may read it too, once for each audience."""
    author_id = contribution.author_id
    thing = question_of(contribution, article.audience_id)
    _tell(article, contribution, "asked", author_id, locale_of(author_id), "", by=by, thing=thing)


def question_of(contribution: Contribution, audience_id: int) -> str:
    return f"contribution:{contribution.id}:readers:{audience_id}"


def _tell(
    article: Article, contribution: Contribution, kind: str, user_id: int, locale: str, words: str, *, by,
    at: datetime | None = None, thing: str = "",
) -> None:  # fmt: skip
    with force_locale(locale):
        title = _sentence(kind, article.title)
    notify(
        [user_id], "contribution", audience_id=article.audience_id, actor=by, thread=f"contribution:{contribution.id}",
        thing=thing or f"contribution:{contribution.id}:{kind}:{contribution.version}", title=title,
        url=f"/contributions/{contribution.id}", excerpt=words, at=at,
    )  # fmt: skip


def _sentence(kind: str, title: str) -> str:
    if kind == "added":
        return gettext("Somebody added something from their work: %(title)s", title=title)
    if kind == "taken":
        return gettext("What you added is part of the article now: %(title)s", title=title)
    if kind == "asked":
        return gettext("More people read the article now. May they read what you added? %(title)s", title=title)
    if kind == "hidden":
        return gettext("What you added is hidden: %(title)s", title=title)
    if kind == "withdrawn":
        return gettext("Words you put in the draft were withdrawn by who wrote them: %(title)s", title=title)
    return gettext("What you added is shown again: %(title)s", title=title)
