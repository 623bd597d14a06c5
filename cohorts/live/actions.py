"""Every write about live sessions: which event a lesson is, and completing it for who was there."""

from sqlalchemy import delete

from cohorts.calendar.models import Event, EventDate, EventPresence
from cohorts.live import queries
from cohorts.live.models import LiveSession
from courses.actions import complete_afterwards, complete_lesson
from courses.events import CompletionRuleChanged
from courses.kinds import ATTENDED, completion_of
from courses.models import Lesson
from lms.database import db, insert
from lms.people.queries import viewer_of


def hold_as(lesson: Lesson, cohort, event: Event | None) -> None:
    """In this cohort the lesson is held as this event from now on; None: as none. Who was there is done with it."""
    db.session.flush()
    if event is None:
        db.session.execute(delete(LiveSession).filter_by(lesson_id=lesson.id, cohort_id=cohort.id))
        return
    row = insert(LiveSession).values(lesson_id=lesson.id, cohort_id=cohort.id, event_id=event.id)
    db.session.execute(
        row.on_conflict_do_update(index_elements=("lesson_id", "cohort_id"), set_={"event_id": event.id})
    )
    _complete(LiveSession.lesson_id == lesson.id, LiveSession.cohort_id == cohort.id, complete=complete_afterwards)


def complete_attended(day: EventDate) -> None:
    """Whoever was noted on this date is done with the lessons it was the session of, and keeps that."""
    _complete(EventDate.id == day.id)


def follow_rule(event: CompletionRuleChanged) -> None:
    if event.kind == "live":
        which = () if event.user_id is None else (EventPresence.user_id == event.user_id,)
        _complete(LiveSession.lesson_id == event.lesson_id, *which, complete=complete_afterwards)


def _complete(*which, complete=complete_lesson) -> None:
    for lesson, user_id in queries.attended(*which):
        if completion_of(lesson) is ATTENDED:
            complete(viewer_of(user_id), lesson)
