"""What several views show: the page of an event on one of its dates, the events of a scope, and writing one."""

from flask import request
from flask_login import current_user

from cohorts.calendar import policies, queries, words
from cohorts.calendar.agenda.forms import PointForm
from cohorts.calendar.agenda.screens import agenda_of
from cohorts.calendar.forms import AnswerForm, EventForm, HostForm
from cohorts.calendar.models import SECONDS_NEEDED, Event, EventDate
from cohorts.calendar.months import Month
from cohorts.calendar.proposals.queries import proposals_in, seconders_of
from cohorts.calendar.scopes.queries import Scope, members_of, scope_of
from cohorts.calendar.words import Held
from cohorts.screens import page_of
from lms.database import now
from lms.markup import stored
from lms.pages import not_found, number, render
from lms.people.queries import Face, face_of

SHOWN = 60  # faces of who comes
DATES = 60  # other dates of a series that are listed


def scope_or_404(event: Event) -> Scope:
    """Whom an event is for, as the viewer is among them."""
    return scope_of(event, current_user) or not_found()


def events_of(scope: Scope) -> dict:
    """The events of a scope as the address asks for them: a month, or a page of what comes, is proposed and was held."""
    moment = now()
    can = {"can_propose": policies.can_propose(scope.phase), "can_plan": policies.can_plan(scope.phase), "words": words}
    if "month" in request.args:
        month = Month.read(request.args["month"], words.reader_zone(), moment.astimezone(words.reader_zone()).date())
        return can | {"month": month, "weeks": month.weeks(queries.between(current_user, *month.span, scope=scope))}
    before, after = (request.args.get(name, type=number) for name in ("before", "after"))
    is_first = before is None and after is None
    return can | {
        "coming": page_of(queries.coming_to(current_user, moment, after=after, scope=scope) if before is None else []),
        "proposals": proposals_of(scope) if is_first else [],
        "past": page_of(queries.past_in(scope, current_user, moment, before=before) if after is None else []),
        "is_later_page": before is not None,
        "is_first": is_first,
    }


def proposals_of(scope: Scope | None) -> list:
    """(row, face of the host) of what can still be planned in a scope, or in all that are no cohorts."""
    rows = proposals_in(scope, current_user, now())
    return [(row, Face.of(row.Event.host_id, row.name, row.photo_key)) for row in rows]


def event_form(scope: Scope, event: Event | None = None, **filled) -> EventForm:
    zone, can_plan = event.zone if event else scope.zone, policies.can_plan(scope.phase)
    members = members_of(scope, *{current_user.id, event.host_id if event else current_user.id}) if can_plan else ()
    return EventForm(
        zone=zone, members=members, can_plan=can_plan, is_for_cohort=scope.cohort_id is not None, event=event, **filled
    )


def write_page(scope: Scope, form: EventForm, event: Event | None = None, status: int = 200, **context):
    return render(
        "cohorts/calendar/write.html", scope=scope, form=form, event=event, words=words,
        can_plan=policies.can_plan(scope.phase), status=status, **context,
    )  # fmt: skip


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
    scope, moment = scope_or_404(event), now()
    people = queries.who_answered(day)
    own = next((row for row in people if row.id == current_user.id), None)
    presences = queries.who_was_there(day)
    days = queries.dates_of(event) if event.rrule else []
    host = queries.host_of(event)
    lacks_host = not host.is_in and not event.is_off and not day.is_over(moment)
    has_lapsed = event.has_lapsed(days or [day], moment)
    seconders = seconders_of(event) if event.state == "proposed" else set()
    runs = policies.runs(current_user, scope.phase, event)
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
        scope=scope,
        host=face_of(host),
        lacks_host=lacks_host,
        host_form=host_form
        or (host_form_for(event) if lacks_host and policies.can_give_host(scope.phase, event) else None),
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
        agenda=agenda_of(current_user, scope.phase, event, day, moment, point_form),
        has_lapsed=has_lapsed,
        seconders=seconders,
        seconds_needed=SECONDS_NEEDED,
        link=event.link
        if policies.sees_link(current_user, scope.phase, event, day, own.answer if own else None, moment)
        else "",
        checklist=words.checklist(event) if runs else [],
        runs=runs,
        can_host=policies.can_host(current_user, scope.phase, event),
        can_second=policies.can_second(current_user, scope.phase, event),
        can_decide=policies.can_decide(scope.phase, event),
        can_answer=policies.can_answer(scope.phase, event, day, moment),
        can_change_date=policies.can_change_date(current_user, scope.phase, event, day, moment),
        can_mark=policies.can_mark_presence(current_user, scope.phase, event, day, moment),
    )


def host_form_for(event: Event, **filled) -> HostForm:
    return HostForm(members=members_of(event, current_user.id), **(filled or {"formdata": None}))


def _said(own) -> str | None:
    if own is None:
        return None
    return "going" if own.answer == "waiting" else own.answer
