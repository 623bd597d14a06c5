"""The sentences about quotes that reach who writes an article, each in the language of its reader."""

from datetime import datetime

from flask_babel import force_locale, gettext
from sqlalchemy import or_, select

from knowledge.models import Article
from lms.database import db, now
from lms.notifications.actions import notify
from lms.people.models import User


def tell_writers(article: Article, *, came: list[int], lost: list[int], at: datetime | None = None) -> None:
    """Who began the article and whoever it belongs to hear that a quote came, or that it was taken back. Nobody is named."""
    numbers = lost or came
    if not numbers:
        return
    who = (User.id == article.created_by, User.id == article.owner_id)
    for user_id, locale in db.session.execute(select(User.id, User.locale).where(or_(*who), User.is_active)):
        with force_locale(locale):
            excerpt = _sentence(numbers, is_lost=bool(lost), is_published=article.published_at is not None)
        notify(
            [user_id],
            "quote",
            audience_id=article.audience_id,
            actor=None,
            thread=f"quotes:{article.id}",
            thing=f"quotes:{article.id}:{int((at or now()).timestamp() * 1000)}",
            title=article.title or article.draft_title,
            url=f"/articles/{article.id}/edit",
            excerpt=excerpt,
            at=at,
        )


def _sentence(numbers: list[int], *, is_lost: bool, is_published: bool) -> str:
    which = ", ".join(map(str, numbers))
    if not is_lost:
        return gettext("Its writer says yes to quotation %(numbers)s.", numbers=which)
    if is_published:
        return gettext("Quotation %(numbers)s was taken back. Readers no longer see it.", numbers=which)
    return gettext("Quotation %(numbers)s was taken back.", numbers=which)
