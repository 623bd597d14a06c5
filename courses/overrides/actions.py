"""Counting a lesson as done for somebody who cannot do what it asks any more, and taking that back."""

from sqlalchemy import delete

from courses.actions import complete_afterwards, forget_completion
from courses.events import CompletionRuleChanged
from courses.models import Lesson
from courses.overrides import notices
from courses.overrides.models import CompletionOverride
from lms.admin.audit import audit
from lms.database import db, insert
from lms.events import publish
from lms.people.queries import viewer_of


def count_as_done(lesson: Lesson, user_id: int, *, reason: str, by) -> bool:
    """The lesson is completed, with all that follows from it; False when somebody counted it before."""
    db.session.flush()
    row = insert(CompletionOverride).values(lesson_id=lesson.id, user_id=user_id, reason=reason, made_by=by.id)
    if db.session.scalar(row.on_conflict_do_nothing().returning(CompletionOverride.lesson_id)) is None:
        return False
    complete_afterwards(viewer_of(user_id), lesson)
    audit("lesson counted as done", actor=by, object_kind="lesson", object_id=lesson.id, user_id=user_id)
    notices.tell_counted(lesson, user_id, reason, by=by)
    return True


def take_back(lesson: Lesson, user_id: int, *, by) -> bool:
    """Only what the person did in the lesson completes it again; a course completed before stays completed."""
    which = (CompletionOverride.lesson_id == lesson.id, CompletionOverride.user_id == user_id)
    if not db.session.execute(delete(CompletionOverride).where(*which)).rowcount:
        return False
    forget_completion(lesson.id, user_id)
    # Who did meanwhile what it asks, or passed by a grade set by hand, is done with it.
    publish(CompletionRuleChanged(lesson.id, lesson.kind, lesson.completed_by, user_id))
    audit("lesson no longer counted as done", actor=by, object_kind="lesson", object_id=lesson.id, user_id=user_id)
    notices.tell_taken_back(lesson, user_id, by=by)
    return True
