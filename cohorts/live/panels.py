"""What a live session shows: in its lesson when it is held in one's cohorts, and on its event which lesson it is."""

from dataclasses import dataclass

from flask import render_template
from flask_login import current_user

from cohorts.calendar import policies, words
from cohorts.calendar.forms import AnswerForm
from cohorts.calendar.models import Event, EventDate
from cohorts.calendar.screens import find_date
from cohorts.live import queries
from cohorts.live.forms import SessionForm
from cohorts.models import INSIDE
from cohorts.panels import my_cohorts
from lms.database import now


@dataclass(frozen=True)
class Session:
    """How a lesson is held in one cohort; without an event it is not planned there yet. `choice` is for who leads it."""

    cohort: object
    event: Event | None = None
    day: EventDate | None = None
    held: object = None
    said: str | None = None
    form: AnswerForm | None = None
    was_there: bool = False
    choice: SessionForm | None = None


def lesson_task(*, lesson, is_preview: bool = False) -> str:
    """When it is in each of the reader's cohorts, whether they come, and what was said there."""
    if lesson.kind != "live":
        return ""
    shown = [] if is_preview or current_user.is_anonymous else _sessions(lesson)
    return render_template(
        "cohorts/live/_task.html", lesson=lesson, sessions=shown, is_preview=is_preview, words=words, moment_now=now()
    )


def edit_lesson_task(*, lesson) -> str:
    """Authors write what it is about; each cohort says when it is."""
    return render_template("cohorts/live/_settings.html") if lesson.kind == "live" else ""


def beside_event(event, day, cohort) -> str:
    """Which lesson an event is the session of."""
    lessons = queries.lessons_held_as(current_user, event.id)
    return render_template("cohorts/live/_beside_event.html", lessons=lessons) if lessons else ""


def _sessions(lesson) -> list[Session]:
    mine = [row for row in my_cohorts(current_user) if row.course_id == lesson.course_id and row.phase in INSIDE]
    planned = queries.sessions_for(current_user, lesson.id)
    return [_session(row, planned.get(row.id)) for row in mine]


def _session(cohort, event: Event | None) -> Session:
    choice = None
    if policies.can_plan(cohort.phase):
        events = queries.events_to_choose(current_user, cohort.id)
        choice = SessionForm(formdata=None, events=events, data={"event": event.id if event else 0})
    if event is None:
        return Session(cohort, choice=choice)
    day, moment = find_date(event), now()
    own = queries.find_answer(day, current_user.id)
    can_answer = policies.can_answer(cohort.phase, event, day, moment)
    return Session(
        cohort,
        event,
        day,
        words.Held(event, day),
        own.answer if own else None,
        AnswerForm(formdata=None) if can_answer else None,
        queries.was_there(event, current_user.id),
        choice,
    )
