"""Every write about a lesson that is not its words."""

from courses.actions import complete_afterwards, settle_completions
from courses.editing.queries import read_to_the_end
from courses.events import CompletionRuleChanged
from courses.kinds import KINDS, READ
from courses.models import Lesson
from lms.database import db
from lms.events import publish
from lms.jobs import enqueue, job
from lms.people.queries import viewer_of


def change_lesson(lesson: Lesson, *, minutes: int | None, is_required: bool, completed_by: str | None = None) -> None:
    """How long it takes, whether it counts and how it is completed; all of it holds at once, for drafts have no readers.

    Who completed it by another rule keeps that; who did what the new one asks completes it."""
    counted, former = lesson.is_required, lesson.completed_by
    lesson.minutes, lesson.is_required = minutes, is_required
    if completed_by is not None:
        lesson.completed_by = KINDS[lesson.kind].completion(completed_by).name
    db.session.flush()
    if counted != is_required:
        settle_completions(lesson.course_id)
    if lesson.completed_by != former:
        enqueue("completion_rule_changed", lesson_id=lesson.id)


@job("completion_rule_changed")
def follow_rule(lesson_id: int) -> None:
    """Complete the lesson for whoever did already what it asks now."""
    lesson = db.session.get_one(Lesson, lesson_id)
    if lesson.completed_by == READ.name:
        for user_id in read_to_the_end(lesson_id):
            complete_afterwards(viewer_of(user_id), lesson)
    publish(CompletionRuleChanged(lesson_id, lesson.kind, lesson.completed_by))
