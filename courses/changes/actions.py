"""Taking note of what changed in a course somebody completed."""

from courses.actions import reread_lesson
from courses.changes.models import LessonChangeSeen
from courses.changes.since import Entry
from courses.models import Lesson
from lms.database import db, insert, now
from lms.notifications.actions import mark_thread_done


def acknowledge(viewer, entry: Entry) -> None:
    """They read again what was changed, or know of what was added or taken out; it is news no longer."""
    if entry.kind == "changed":
        reread_lesson(viewer, db.session.get_one(Lesson, entry.id))
        return
    moment = now()
    values = {"user_id": viewer.id, "lesson_id": entry.id, "seen_at": moment}
    statement = insert(LessonChangeSeen).values(**values)
    db.session.execute(
        statement.on_conflict_do_update(index_elements=("user_id", "lesson_id"), set_={"seen_at": moment})
    )
    mark_thread_done(viewer.id, f"lesson:{entry.id}")
