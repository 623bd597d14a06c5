"""The sentences about planned publications that reach who planned them, in their language."""

from flask_babel import force_locale, gettext

from knowledge.models import Article
from knowledge.scheduling import queries
from knowledge.scheduling.models import ArticleSchedule
from knowledge.scheduling.words import PROBLEM_WORDS
from lms.notifications.actions import notify


def tell_published(article: Article, plan: ArticleSchedule) -> None:
    with force_locale(queries.get_user(plan.by).locale):
        title = gettext("Published as planned: %(title)s", title=article.title)
    _tell(article, plan, [plan.by], title, "", f"/articles/{article.id}")


def tell_refused(article: Article, plan: ArticleSchedule) -> None:
    """To who planned it, and to who wrote the draft last."""
    for user_id in {plan.by, article.draft_by} - {None}:
        with force_locale(queries.get_user(user_id).locale):
            title = gettext("Not published as planned: %(title)s", title=article.draft_title)
            reason = str(PROBLEM_WORDS[plan.problem])
        _tell(article, plan, [user_id], title, reason, f"/articles/{article.id}/schedule")


def _tell(article: Article, plan: ArticleSchedule, people, title: str, excerpt: str, url: str) -> None:
    notify(
        people, "draft", audience_id=article.audience_id, actor=None, thread=f"draft:{article.id}",
        thing=f"schedule:{plan.id}", title=title, url=url, excerpt=excerpt,
    )  # fmt: skip
