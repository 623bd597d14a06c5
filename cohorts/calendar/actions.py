"""Every write about events: planning or proposing one, changing, moving and cancelling it, seconding, who was there."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, insert

import lms.search.actions
from cohorts.calendar import notices, queries, seating
from cohorts.calendar.agenda.actions import carry
from cohorts.calendar.models import SECONDS_NEEDED, Event, EventAnswer, EventDate, EventPresence, EventSecond
from cohorts.calendar.proposals import queries as proposals
from cohorts.calendar.recurrence import spans
from cohorts.calendar.scopes.queries import Scope, ids_of_members
from cohorts.live.actions import complete_attended
from lms.database import db, now
from lms.database import insert as insert_or
from lms.markup import RENDERER_VERSION, plain_text, render
from lms.notifications.actions import mark_thread_done

WORDS = (
    "kind", "title", "body", "speaker", "place", "link", "starts_at", "ends_at", "is_all_day", "rrule", "timezone", "capacity", "host_id",
)  # fmt: skip
TIMES = ("starts_at", "ends_at", "is_all_day", "rrule", "timezone")


class HasBegun(Exception):
    """A series cannot end before dates of it that were held already."""


class Lapsed(Exception):
    """The days of a proposal came before it was planned."""


def make_event(
    scope: Scope, *, by, words: dict, state: str = "planned", timezone: str | None = None, source_uid: str = "",
    at: datetime | None = None, tell: bool = True,
) -> Event:  # fmt: skip
    """A new event with its dates; those it is for hear of it. `at` seeds the past, and then nobody does."""
    event = Event(
        cohort_id=scope.cohort_id,
        audience_id=scope.audience_id,
        state=state,
        uid=f"{uuid4()}@leerkring",
        source_uid=source_uid,
        created_at=at or now(),
        changed_at=at or now(),
        **{"host_id": by.id, "timezone": timezone or scope.timezone} | words,
    )
    _render(event)
    db.session.add(event)
    db.session.flush()
    found = spans(event.starts_at, event.ends_at, event.zone, event.rrule)
    db.session.add_all(
        EventDate(event_id=event.id, original_at=start, starts_at=start, ends_at=end) for start, end in found
    )
    db.session.flush()
    index_event(event)
    if tell and at is None:
        notices.tell_new(event, by=by)
        notices.tell_host(event, by=by)
    return event


def change_event(event: Event, *, words: dict, by) -> None:
    """Other words, room or times. Who said they come keeps their place on the date that takes the place of theirs.

    Raises NoRoom where more come already, HasBegun where the series would end too early, and what `spans` raises."""
    _hold(event)
    before = {name: getattr(event, name) for name in WORDS}
    days = queries.dates_of(event)
    if words["capacity"] is not None:
        _require_room(days, words["capacity"])
    for name in WORDS:
        setattr(event, name, words.get(name, before[name]))
    _render(event)
    moved, gone = [], []
    if any(before[name] != getattr(event, name) for name in TIMES):
        moved, gone = _rearrange(event, days)
    if event.state == "lapsed" and not event.has_lapsed(queries.dates_of(event), now()):
        event.state = "proposed"
    _touch(event)
    for day in queries.dates_of(event):
        notices.tell_moved_up(event, day, seating.move_up(event, day))
    readers = _who_wants(event) | set(gone)
    if moved or gone or before["place"] != event.place:
        notices.tell_changed(event, readers, by=by)
    elif before["link"] != event.link:
        notices.tell_other_link(event, readers, by=by)
    if before["host_id"] != event.host_id:
        notices.tell_host(event, by=by)


def move_date(event: Event, day: EventDate, *, starts_at: datetime, ends_at: datetime, by) -> None:
    """One date of a series is held at another time; who comes hears it and is reminded anew."""
    seating.hold(day)
    _move(day, starts_at, ends_at)
    _touch(event)
    if event.state == "proposed":
        notices.tell_changed(event, proposals.seconders_of(event), by=by)
    else:
        notices.tell_moved(event, day, by=by)


def cancel_date(event: Event, day: EventDate, *, reason: str, by) -> None:
    """One date is not held; the others are."""
    seating.hold(day)
    if day.cancelled_at is None:
        day.cancelled_at, day.cancel_reason = now(), reason.strip()
        _touch(event)
        notices.tell_cancelled(event, queries.who_counts_on(event, day), reason=day.cancel_reason, by=by, day=day)


def cancel_event(event: Event, *, reason: str, by, at: datetime | None = None) -> None:
    """It is not held, for this reason; what was not planned yet is withdrawn. `at` seeds the past."""
    _hold(event)
    if event.is_off:
        return
    readers = _who_wants(event)
    event.state = "cancelled" if event.state == "planned" else "withdrawn"
    event.cancelled_at, event.cancel_reason = at or now(), reason.strip()
    _touch(event)
    if at is None:
        notices.tell_cancelled(event, readers, reason=event.cancel_reason, by=by)


def second(event: Event, user) -> bool:
    """The person wants it to happen; True when that made it a plan. Raises Lapsed."""
    _hold_in_time(event)
    if event.state != "proposed":
        return False
    seconded = insert_or(EventSecond).values(event_id=event.id, user_id=user.id, at=now()).on_conflict_do_nothing()
    db.session.execute(seconded)
    if len(proposals.seconders_of(event)) < SECONDS_NEEDED:
        return False
    plan_event(event)
    return True


def take_second_back(event: Event, user) -> None:
    """The person does not wish for it any more, and hears no more of it."""
    mark_thread_done(user.id, event.thread)
    db.session.execute(delete(EventSecond).where(EventSecond.event_id == event.id, EventSecond.user_id == user.id))


def plan_event(event: Event, *, by=None) -> None:
    """A proposal becomes a plan; its host, who wished for it and those it is for hear of it. Raises Lapsed."""
    _hold_in_time(event)
    if event.state != "proposed":
        return
    wished = proposals.seconders_of(event) & ids_of_members(event)
    event.state = "planned"
    _count_in(event, wished)
    _touch(event)
    notices.tell_wished(event, wished, by=by)
    notices.tell_new(event, by=by)
    notices.tell_host(event, by=by)


def lapse(event: Event) -> None:
    """Nobody planned it before its days came; its host hears that it may be proposed for another day."""
    _hold(event)
    if event.state != "proposed" or not event.has_lapsed(queries.dates_of(event), now()):
        return  # planned or given another day meanwhile
    event.state = "lapsed"
    _touch(event)
    notices.tell_lapsed(event)


def answer(event: Event, day: EventDate, user, said: str, guests: int = 0, *, at: datetime | None = None) -> str:
    """Whether the person comes: going, waiting, maybe or no. Raises NoRoom. `at` seeds the past."""
    became, moved = seating.answer(event, day, user.id, said, guests)
    if at is None:
        notices.tell_moved_up(event, day, moved)
        mark_thread_done(user.id, event.thread)
    return became


def mark_presence(day: EventDate, user_ids) -> None:
    """These people were there, and nobody else."""
    seating.hold(day)
    db.session.execute(delete(EventPresence).where(EventPresence.date_id == day.id))
    rows = [{"date_id": day.id, "user_id": user_id} for user_id in sorted(set(user_ids))]
    if rows:
        db.session.execute(insert(EventPresence), rows)
        complete_attended(day)


def change_host(event: Event, host_id: int, *, by) -> None:
    """Somebody else of those it is for hosts it."""
    _hold(event)
    if event.host_id != host_id:
        event.host_id = host_id
        _touch(event)
        notices.tell_host(event, by=by)


def take_out(user_id: int, which) -> None:
    """Somebody left those these events are for: the places they had on dates to come are for others, and so is what
    they host."""
    for event in queries.coming_hosted_by(user_id, which, now()):
        notices.tell_hostless(event)
    for event, day in queries.coming_answers_of(user_id, which, now()):
        notices.tell_moved_up(event, day, seating.withdraw(event, day, user_id))


def index_event(event: Event) -> None:
    words = " ".join(filter(None, (plain_text(event.html), event.speaker, event.place)))
    lms.search.actions.index(
        "event", event.id, audience_id=event.audience_id, title=event.title, body=words,
        language=queries.language_of(event),
        url=f"/events/{event.id}", at=event.created_at, extra={"cohort_id": event.cohort_id},
    )  # fmt: skip


def _count_in(event: Event, user_ids) -> None:
    """Who wished for it may come, on each of its dates, until they say more."""
    rows = [
        {"date_id": day.id, "user_id": user_id, "answer": "maybe", "guests": 0, "number": 0, "answered_at": now()}
        for day in queries.dates_of(event)
        if day.is_to_come(now())
        for user_id in sorted(user_ids)
    ]
    if rows:
        db.session.execute(insert_or(EventAnswer).values(rows).on_conflict_do_nothing())


def _who_wants(event: Event) -> set[int]:
    """Who counts on it, or wishes for it as long as it is not planned."""
    return queries.who_counts_on(event) | (proposals.seconders_of(event) if event.is_wish else set())


def _require_room(days: list[EventDate], capacity: int) -> None:
    """Nobody who was promised a place loses it."""
    for day in days:
        if not day.has_begun(now()):
            seating.hold(day)
            if (taken := seating.taken_on(day)) > capacity:
                raise seating.NoRoom(taken)


def _rearrange(event: Event, days: list[EventDate]) -> tuple[list[EventDate], list[int]]:
    """Give each date its new time, first to first and so on; what has begun stays when it was.

    Returns the dates that moved, and who counted on dates that are no more."""
    found, moment = spans(event.starts_at, event.ends_at, event.zone, event.rrule), now()
    # Of what was never planned nothing was held, so that all of its days may be others.
    stays = set() if event.is_wish else {day.id for day in days if day.has_begun(moment)}
    begun = len(stays)
    if len(found) < begun:
        raise HasBegun
    moved, gone = [], []
    for day, (start, end) in zip(days, found, strict=False):
        day.original_at = start
        if day.id not in stays and (day.starts_at, day.ends_at) != (start, end):
            _move(day, start, end)
            moved.append(day)
    for start, end in found[len(days) :]:
        db.session.add(EventDate(event_id=event.id, original_at=start, starts_at=start, ends_at=end))
    for day in days[len(found) :]:
        gone += queries.who_counts_on(event, day)
        carry(day, to=days[len(found) - 1])
        db.session.execute(delete(EventAnswer).where(EventAnswer.date_id == day.id))
        db.session.delete(day)
    db.session.flush()
    return moved, gone


def _move(day: EventDate, starts_at: datetime, ends_at: datetime) -> None:
    day.starts_at, day.ends_at = starts_at, ends_at
    day.reminded_day_at = day.reminded_hour_at = None
    db.session.flush()


def _render(event: Event) -> None:
    event.html, event.renderer_version = render(event.body, profile="post").html, RENDERER_VERSION


def _touch(event: Event) -> None:
    """Other calendars and search hear that something changed."""
    event.sequence += 1
    event.version += 1
    event.changed_at = now()
    db.session.flush()
    index_event(event)


def _hold_in_time(event: Event) -> None:
    _hold(event)
    if event.has_lapsed(queries.dates_of(event), now()):
        raise Lapsed


def _hold(event: Event) -> None:
    db.session.flush()
    db.session.refresh(event, with_for_update=True)
