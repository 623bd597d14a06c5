"""The page of an event on one of its dates, as several views show it."""

from flask_login import current_user

from cohorts import queries as cohorts
from cohorts.calendar import policies, queries, words
from cohorts.calendar.agenda.forms import PointForm
from cohorts.calendar.agenda.screens import agenda_of
from cohorts.calendar.forms import AnswerForm, HostForm
from cohorts.calendar.models import SECONDS_NEEDED, Event, EventDate
from cohorts.calendar.proposals.queries import seconders_of
from cohorts.calendar.words import Held
from lms.database import now
from lms.markup import stored
from lms.pages import not_found, render
from lms.people.queries import Face, face_of

SHOWN = 60  # faces of who comes
DATES = 60  # other dates of a series that are listed


def cohort_of(event: Event):
    """The cohort of an event as the viewer is in it."""
    return cohorts.find_head(current_user, event.cohort_id)


def find_date(event: Event, date_id: int | None = None) -> EventDate:
    """The date somebody asks for; else the next one that is held, or the last there was."""
    days, moment = queries.dates_of(event), now()
    if date_id is not None:
        return next((day for day in days if day.id == date_id), None) or not_found()
    coming = sorted((day for day in days if not day.is_over(moment)), key=lambda day: day.starts_at)
    held = [day for day in coming if day.cancelled_at is None]
    return (held or coming or sorted(days, key=lambda day: day.starts_at)[-1:])[0]


def show_page(
    event: Event, day: EventDate, *, answer_form: AnswerForm | None = None, point_form: PointForm | None = None,
    host_form: HostForm | None = None, status: int = 200,
):  # fmt: skip
    cohort, moment = cohort_of(event) or not_found(), now()
    people = queries.who_answered(day)
    own = next((row for row in people if row.id == current_user.id), None)
    presences = queries.who_was_there(day)
    days = queries.dates_of(event) if event.rrule else []
    host = queries.host_of(event)
    lacks_host = not host.is_in and not event.is_off and not day.is_over(moment)
    has_lapsed = event.has_lapsed(days or [day], moment)
    seconders = seconders_of(event) if event.state == "proposed" else set()
    runs = policies.runs(current_user, cohort.phase, event)
    form = answer_form or AnswerForm(
        formdata=None,
        data={"answer": _said(own), "guests": own.guests if own else 0},
    )
    return render(
        "cohorts/calendar/event.html",
        fragments={"coming", "agenda"},
        status=status,
        event=event,
        day=day,
        held=Held(event, day),
        cohort=cohort,
        host=face_of(host),
        lacks_host=lacks_host,
        host_form=host_form
        or (host_form_for(event) if lacks_host and policies.can_give_host(cohort.phase, event) else None),
        html=stored(event.html),
        words=words,
        moment_now=moment,
        own=own,
        form=form,
        going=[row for row in people if row.answer == "going"],
        waiting=[row for row in people if row.answer == "waiting"],
        maybe=[row for row in people if row.answer == "maybe"],
        taken=sum(1 + row.guests for row in people if row.answer == "going"),
        faces=[Face.of(row.id, row.name, row.photo_key) for row in people if row.answer == "going"][:SHOWN],
        presences=presences,
        was_there=current_user.id in presences,
        others=[(each, Held(event, each)) for each in days if each.id != day.id][:DATES],
        agenda=agenda_of(current_user, cohort.phase, event, day, moment, point_form),
        has_lapsed=has_lapsed,
        seconders=seconders,
        seconds_needed=SECONDS_NEEDED,
        link=event.link
        if policies.sees_link(current_user, cohort.phase, event, day, own.answer if own else None, moment)
        else "",
        checklist=words.checklist(event) if runs else [],
        runs=runs,
        can_host=policies.can_host(current_user, cohort.phase, event),
        can_second=policies.can_second(current_user, cohort.phase, event),
        can_decide=policies.can_decide(cohort.phase, event),
        can_answer=policies.can_answer(cohort.phase, event, day, moment),
        can_change_date=policies.can_change_date(current_user, cohort.phase, event, day, moment),
        can_mark=policies.can_mark_presence(current_user, cohort.phase, event, day, moment),
    )


def host_form_for(event: Event, **filled) -> HostForm:
    return HostForm(members=queries.members_of(event.cohort_id), **(filled or {"formdata": None}))


def _said(own) -> str | None:
    if own is None:
        return None
    return "going" if own.answer == "waiting" else own.answer
