"""The sentences about reviews of drafts that reach people, each in the language of its reader."""

from datetime import datetime

from flask_babel import force_locale, gettext

from knowledge.models import Article
from knowledge.reviews.models import ArticleReview
from lms.notifications.actions import notify
from lms.notifications.languages import locale_of


def tell_asked(article: Article, review: ArticleReview, *, by, at: datetime | None = None) -> None:
    with force_locale(locale_of(review.reviewer_id)):
        title = gettext("Will you read this draft? %(title)s", title=article.draft_title)
    _tell(article, review.reviewer_id, title, review.note, thing_of(review), by, at)


def tell_answered(article: Article, review: ArticleReview, *, by) -> None:
    with force_locale(locale_of(review.asked_by)):
        if review.ending == "approved":
            title = gettext("Your draft can be published: %(title)s", title=article.draft_title)
        else:
            title = gettext("Something must change first: %(title)s", title=article.draft_title)
    _tell(article, review.asked_by, title, review.answer, f"verdict:{review.id}", by)


def thing_of(review: ArticleReview) -> str:
    return f"draft-review:{review.id}"


def _tell(article: Article, user_id: int, title: str, excerpt: str, thing: str, by, at: datetime | None = None) -> None:
    notify(
        [user_id], "draft", audience_id=article.audience_id, actor=by, thread=f"draft:{article.id}", thing=thing,
        title=title, url=f"/articles/{article.id}/review", excerpt=excerpt, at=at,
    )  # fmt: skip
