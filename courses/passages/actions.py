"""Every write about passages: proposing one, and what becomes of it."""

from datetime import datetime

from flask_babel import force_locale

from courses.models import Course, LessonText
from courses.passages import notices, queries
from courses.passages.models import LessonPassage
from courses.passages.words import credit
from knowledge.models import Article
from lms.database import db, now
from lms.notifications.actions import withdraw
from lms.revisions import drafts


class Moved(Exception):
    """Somebody did something with the passage since it was shown."""


def propose(article: Article, course: Course, *, words: str, why: str, by, at: datetime | None = None) -> LessonPassage:
    """Words of the published text are meant for a course; its authors hear of it. `at` seeds the past."""
    passage = LessonPassage(
        article_id=article.id, revision_id=article.revision_id, course_id=course.id, proposed_by=by.id, words=words, why=why,
        proposed_at=at or now(),
    )  # fmt: skip
    db.session.add(passage)
    db.session.flush()
    notices.tell_authors(passage, article, course, by=by, at=at)
    return passage


def take_over(passage: LessonPassage, text: LessonText, *, version: int, by, at: datetime | None = None) -> LessonText:
    """The words stand at the end of the draft of a lesson, with where they come from; publishing it is its author's."""
    stored = _still(passage, version)
    article = db.session.get_one(Article, stored.article_id)
    text = drafts.locked(text)
    with force_locale(text.language):
        line = credit(article.title or article.draft_title, f"/articles/{article.id}", queries.names_behind(stored))
    body = "\n\n".join(part for part in (text.draft_body.rstrip(), stored.words.strip(), line) if part) + "\n"
    words = {"title": text.draft_title, "short_title": text.draft_short_title, "body": body}
    drafts.replace(text, words, by=by)
    stored.lesson_id = text.lesson_id
    _come_to(stored, "taken", by=by, at=at)
    return text


def decline(passage: LessonPassage, reason: str, *, version: int, by) -> None:
    """It becomes no part of the course, for a reason its writers read."""
    stored = _still(passage, version)
    stored.reason = reason
    _come_to(stored, "declined", by=by)


def take_back(passage: LessonPassage, *, version: int, by) -> None:
    _come_to(_still(passage, version), "withdrawn", by=by)


def _still(passage: LessonPassage, version: int) -> LessonPassage:
    stored = drafts.locked(passage)
    if stored.version != version or not stored.is_open:
        raise Moved
    return stored


def _come_to(passage: LessonPassage, state: str, *, by, at: datetime | None = None) -> None:
    passage.state, passage.decided_by, passage.decided_at = state, by.id, at or now()
    passage.version += 1
    db.session.flush()
    withdraw(notices.thing_of(passage.id, "open"))
    if state != "withdrawn":
        notices.tell_proposer(passage, by=by, at=at)
