"""The sentences about comments on drafts that reach people, each in the language of its reader."""

from datetime import datetime

from flask_babel import force_locale, gettext

from knowledge.models import Article
from knowledge.reviews.comments import queries
from knowledge.reviews.comments.models import DraftComment
from lms.notifications import actions as notifications
from lms.notifications.actions import notify, withdraw


def tell(article: Article, said: DraftComment, *, by, at: datetime | None = None) -> None:
    """Everybody who takes part hears of a comment or an answer."""
    for user_id, locale in queries.who_hears(said):
        with force_locale(locale):
            if said.parent_id:
                title = gettext("An answer about your draft or review: %(title)s", title=article.draft_title)
            else:
                title = gettext("A comment about a draft: %(title)s", title=article.draft_title)
        _tell(article, said, user_id, title, thing_of(said), by, at)


def tell_resolved(article: Article, said: DraftComment, *, by) -> None:
    """Who said it hears that it is resolved."""
    for user_id, locale in queries.who_hears(said):
        if user_id == said.author_id:
            with force_locale(locale):
                title = gettext("Your comment is resolved: %(title)s", title=article.draft_title)
            _tell(article, said, user_id, title, _resolved(said), by)


def tell_removed(article: Article, said: DraftComment, *, by) -> None:
    """Who said it reads why somebody else took it away."""
    for user_id, locale in queries.who_hears(said):
        if user_id == said.author_id:
            with force_locale(locale):
                title = gettext("Your words about a draft were removed: %(title)s", title=article.draft_title)
            _tell(article, said, user_id, title, _removed(said), by, excerpt=said.removal_reason)


def reword(said: DraftComment) -> None:
    """It says something else now, in what people were told of it too."""
    for thing in (thing_of(said), _resolved(said)):
        notifications.reword(thing, said.body)


def forget(said: DraftComment) -> None:
    """Nobody is told any more of what was removed."""
    withdraw(thing_of(said), _resolved(said))


def forget_resolved(said: DraftComment) -> None:
    withdraw(_resolved(said))


def forget_removed(said: DraftComment) -> None:
    withdraw(_removed(said))


def thing_of(said: DraftComment) -> str:
    return f"draft-comment:{said.id}"


def _resolved(said: DraftComment) -> str:
    return f"draft-comment:{said.id}:resolved"


def _removed(said: DraftComment) -> str:
    return f"draft-comment:{said.id}:removed"


def _tell(
    article: Article, said: DraftComment, user_id: int, title: str, thing: str, by, at: datetime | None = None, *,
    excerpt: str | None = None,
):  # fmt: skip
    notify(
        [user_id], "draft", audience_id=article.audience_id, actor=by, thread=f"draft:{article.id}", thing=thing,
        title=title, url=f"/articles/{article.id}/review#comment-{said.parent_id or said.id}",
        excerpt=said.body if excerpt is None else excerpt, at=at,
    )  # fmt: skip
