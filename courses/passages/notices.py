"""The sentences about passages that reach people, each in the language of its reader."""

from datetime import datetime

from flask_babel import force_locale, gettext

from courses.models import Course
from courses.passages import queries
from courses.passages.models import LessonPassage
from knowledge.models import Article
from lms.database import db
from lms.notifications.actions import notify
from lms.people.models import User


def tell_authors(passage: LessonPassage, article: Article, course: Course, *, by, at: datetime | None = None) -> None:
    for user_id, locale in queries.who_decides(course):
        with force_locale(locale):
            title = gettext("A passage is proposed for %(course)s: %(title)s", course=course.title, title=article.title)
        _tell(passage, article, user_id, title, passage.why, by, at)


def tell_proposer(passage: LessonPassage, *, by, at: datetime | None = None) -> None:
    article = db.session.get_one(Article, passage.article_id)
    proposer, name = db.session.get_one(User, passage.proposed_by), article.title or article.draft_title
    with force_locale(proposer.locale):
        title = (
            gettext("Your passage is in the draft of a lesson now: %(title)s", title=name)
            if passage.state == "taken"
            else gettext("Your passage was declined: %(title)s", title=name)
        )
    _tell(passage, article, proposer.id, title, passage.reason, by, at)


def thing_of(passage_id: int, state: str) -> str:
    return f"passage:{passage_id}:{state}"


def _tell(passage: LessonPassage, article: Article, user_id: int, title: str, words: str, by, at) -> None:
    notify(
        [user_id], "suggestion", audience_id=article.audience_id, actor=by, thread=f"passage:{passage.id}",
        thing=thing_of(passage.id, passage.state), title=title, url=f"/passages/{passage.id}", excerpt=words, at=at,
    )  # fmt: skip
