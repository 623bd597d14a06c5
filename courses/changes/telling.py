"""Telling people that a lesson they completed says something new, when its author gave a reason, or that one was added."""

from datetime import timedelta
from types import SimpleNamespace

from sqlalchemy import select

from courses.changes.queries import find_people_done, find_people_to_tell
from courses.events import LessonPublished
from courses.models import Lesson, LessonRevision, LessonText
from lms.access import ACADEMY, PUBLIC
from lms.database import db, now
from lms.jobs import enqueue, job
from lms.notifications.actions import notify

OLD_NEWS = timedelta(days=1)  # what was published earlier is history being written down, not news


def tell_of_change(event: LessonPublished) -> None:
    """A change without a reason is a comma; nobody is called away from work for it."""
    revision = db.session.execute(
        select(LessonRevision.id, LessonRevision.number, LessonRevision.why, LessonRevision.published_at)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .where(LessonText.lesson_id == event.lesson_id, LessonText.language == event.language)
    ).one_or_none()
    if revision is None or revision.published_at <= now() - OLD_NEWS:
        return
    if revision.number > 1 and revision.why:
        enqueue("lesson_changed", revision_id=revision.id)
    elif revision.number == 1 and find_people_done(event.course_id):
        enqueue("lesson_added", revision_id=revision.id)


@job("lesson_changed")
def tell_readers(revision_id: int) -> None:
    _tell(revision_id, "changed", lambda lesson: find_people_to_tell(revision_id))


@job("lesson_added")
def tell_alumni(revision_id: int) -> None:
    """A lesson in two languages is told of once."""
    _tell(revision_id, "added", lambda lesson: find_people_done(lesson.course_id))


def _tell(revision_id: int, reason: str, people) -> None:
    revision = db.session.get_one(LessonRevision, revision_id)
    text = db.session.get_one(LessonText, revision.lesson_text_id)
    lesson = db.session.get_one(Lesson, text.lesson_id)
    if lesson.removed_at or lesson.published_at is None:
        return
    is_new = reason == "added"
    notify(
        people(lesson),
        reason,
        audience_id=ACADEMY if lesson.audience_id == PUBLIC else lesson.audience_id,
        actor=SimpleNamespace(id=revision.published_by),
        thread=f"lesson:{lesson.id}",
        thing=f"lesson:{lesson.id}:added" if is_new else f"lesson_revision:{revision_id}",
        title=revision.title,
        url=f"/lessons/{lesson.id}" if is_new else f"/lessons/{lesson.id}/changes",
        excerpt=revision.why,
    )
