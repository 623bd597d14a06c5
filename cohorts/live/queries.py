"""Every SELECT about live sessions: which event a lesson is in somebody's cohorts, and who was there."""

from sqlalchemy import select

from cohorts.calendar.models import Event, EventAnswer, EventDate, EventPresence
from cohorts.live.models import LiveSession
from cohorts.models import Membership
from courses.models import Lesson, LessonText
from lms.access import Viewer, visible
from lms.database import db


def sessions_for(viewer: Viewer, lesson_id: int) -> dict[int, Event]:
    """Cohort → the event a lesson is held as there, as far as the viewer sees it."""
    rows = db.session.execute(
        select(LiveSession.cohort_id, Event)
        .join(Event, Event.id == LiveSession.event_id)
        .where(LiveSession.lesson_id == lesson_id, visible(Event.audience_id, viewer))
    )
    return dict(rows.all())


def find_answer(day: EventDate, user_id: int) -> EventAnswer | None:
    return db.session.get(EventAnswer, (day.id, user_id))


def was_there(event: Event, user_id: int) -> bool:
    """Whether the host noted the person on any of its dates."""
    found = (
        select(EventPresence.user_id)
        .join(EventDate, EventDate.id == EventPresence.date_id)
        .where(EventDate.event_id == event.id, EventPresence.user_id == user_id)
    )
    return db.session.scalars(found.limit(1)).first() is not None


def events_to_choose(viewer: Viewer, cohort_id: int) -> list:
    """id, title and beginning of the events of a cohort that are held, the latest first."""
    return db.session.execute(
        select(Event.id, Event.title, Event.starts_at)
        .where(Event.cohort_id == cohort_id, Event.state == "planned", visible(Event.audience_id, viewer))
        .order_by(Event.starts_at.desc(), Event.id.desc())
        .limit(100)
    ).all()


def lessons_held_as(viewer: Viewer, event_id: int) -> list:
    """id and title of the lessons an event is the session of, as far as the viewer reads them."""
    rows = db.session.execute(
        select(Lesson.id, LessonText.title)
        .join(LiveSession, LiveSession.lesson_id == Lesson.id)
        .join(LessonText, LessonText.lesson_id == Lesson.id)
        .where(
            LiveSession.event_id == event_id, visible(Lesson.audience_id, viewer), Lesson.published_at.is_not(None),
            Lesson.removed_at.is_(None), LessonText.revision_id.is_not(None),
        )
        .order_by(Lesson.id, LessonText.language != viewer.locale, LessonText.language)
    ).all()  # fmt: skip
    return list({row.id: row for row in reversed(rows)}.values())[::-1]


def attended(*which) -> list:
    """(lesson, person) for everybody who follows the course and was at a session of one of these lessons."""
    return db.session.execute(
        select(Lesson, EventPresence.user_id)
        .join(LiveSession, LiveSession.lesson_id == Lesson.id)
        .join(EventDate, EventDate.event_id == LiveSession.event_id)
        .join(EventPresence, EventPresence.date_id == EventDate.id)
        .join(
            Membership,
            (Membership.cohort_id == LiveSession.cohort_id) & (Membership.user_id == EventPresence.user_id),
        )
        .where(
            Membership.phase.in_(("trainee", "alumnus")), Lesson.published_at.is_not(None), Lesson.removed_at.is_(None),
            *which,
        )
        .order_by(EventPresence.user_id)
    ).all()  # fmt: skip
