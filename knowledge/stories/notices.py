"""The sentences about stories that reach people, each in the language of its reader."""

from flask_babel import force_locale, gettext

from knowledge.models import Article
from knowledge.stories import queries
from lms.database import now
from lms.notifications.actions import notify
from lms.notifications.languages import locale_of


def tell_writer(article: Article, kind: str, words: str = "", *, by) -> None:
    """That it is featured in the collection `words`, hidden for the reason `words`, or shown again."""
    _tell(article, article.created_by, kind, words, f"/articles/{article.id}", by=by)


def tell_moderators(article: Article) -> None:
    """Without the name of who reported it: that is read where it is decided."""
    for user_id in sorted(queries.moderators_of(article)):
        _tell(article, user_id, "reported", "", f"/stories/{article.id}/moderation", by=None)


def _tell(article: Article, user_id: int, kind: str, words: str, url: str, *, by) -> None:
    with force_locale(locale_of(user_id)):
        title = _sentence(kind, article.title)
    notify(
        [user_id], "story", audience_id=article.audience_id, actor=by, thread=f"story:{article.id}",
        thing=f"story:{article.id}:{kind}:{now().isoformat()}", title=title, url=url, excerpt=words,
    )  # fmt: skip


def _sentence(kind: str, title: str) -> str:
    if kind == "featured":
        return gettext("Your story is shown in a collection: %(title)s", title=title)
    if kind == "hidden":
        return gettext("Your story is hidden: %(title)s", title=title)
    if kind == "reported":
        return gettext("Somebody asks you to look at a story: %(title)s", title=title)
    return gettext("Your story is shown again: %(title)s", title=title)
