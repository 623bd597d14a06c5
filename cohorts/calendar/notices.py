"""The sentences about events that reach people, each in the reader's language and on the reader's clock."""

from itertools import groupby
from zoneinfo import ZoneInfo

from flask_babel import force_locale, gettext
from sqlalchemy import select

from cohorts.calendar import queries, words
from cohorts.calendar.models import Event, EventDate
from cohorts.calendar.scopes.queries import ids_of_leaders, ids_of_members
from cohorts.calendar.words import Held
from lms.access import ACADEMY
from lms.addresses import address_of
from lms.database import db, now
from lms.notifications.actions import notify
from lms.people.models import User

MARKS = {"day": "event-day", "hour": "event-hour"}


def tell_new(event: Event, *, by=None) -> None:
    """“Planned: …”, or “Wietske proposes: …”, to all it is for; it waits for the digest.

    What somebody proposes to the whole academy reaches who may plan it: the others find it in their calendar."""
    is_for_few = event.state == "proposed" and event.audience_id == ACADEMY
    readers = (ids_of_leaders(event) if is_for_few else ids_of_members(event)) - {event.host_id}
    first = queries.dates_of(event)[0]
    host = db.session.scalar(select(User.name).where(User.id == event.host_id))

    def title(_zone):
        if event.state == "proposed":
            return gettext("%(name)s proposes: %(title)s", name=host, title=event.title)
        return gettext("Planned: %(title)s", title=event.title)

    thing = f"event-{event.state}:{event.id}"
    _tell(event, readers, "planned", thing, title, lambda zone: words.when(Held(event, first), zone), actor=by)


def tell_wished(event: Event, user_ids, *, by=None) -> None:
    """“Planned: …”, to who wanted it; they need not wait for the digest, and the cohort's notice does not repeat it."""
    _tell(
        event, user_ids, "meeting", f"event-planned:{event.id}",
        lambda _zone: gettext("Planned: %(title)s", title=event.title),
        lambda zone: gettext("%(when)s. You wanted it, so you stand there as “maybe”.", when=_next_time(event, zone)), actor=by,
    )  # fmt: skip


def tell_lapsed(event: Event) -> None:
    """To the host alone: nobody else counted on it."""
    _tell(
        event, [event.host_id], "meeting", f"event-lapsed:{event.id}:{event.sequence}",
        lambda _zone: gettext("Not planned in time: %(title)s", title=event.title),
        lambda _zone: gettext("Choose another day, and it is proposed again; who wanted it hears of it."),
    )  # fmt: skip


def tell_moved_up(event: Event, day: EventDate, user_ids) -> None:
    """“You have a place: …”, to who waited."""
    for user_id in user_ids:
        _tell(
            event, [user_id], "meeting", f"event-place:{day.id}:{user_id}:{day.last_number}:{event.sequence}",
            lambda _zone: gettext("You have a place: %(title)s", title=event.title),
            lambda zone: words.when(Held(event, day), zone), day=day,
        )  # fmt: skip


def tell_moved(event: Event, day: EventDate, *, by) -> None:
    _tell(
        event, queries.who_counts_on(event, day), "meeting", f"event-moved:{day.id}:{event.sequence}",
        lambda _zone: gettext("Moved: %(title)s", title=event.title),
        lambda zone: words.when(Held(event, day), zone), actor=by, day=day,
    )  # fmt: skip


def tell_changed(event: Event, user_ids, *, by) -> None:
    """Another time or place, for who counted on the old one."""
    _tell(
        event, user_ids, "meeting", f"event-changed:{event.id}:{event.sequence}",
        lambda _zone: gettext("Another time or place: %(title)s", title=event.title),
        lambda zone: ", ".join(filter(None, (_next_time(event, zone), event.place))), actor=by,
    )  # fmt: skip


def tell_other_link(event: Event, user_ids, *, by) -> None:
    """The link itself is on the page, for who comes and when it is time."""
    _tell(
        event, user_ids, "meeting", f"event-changed:{event.id}:{event.sequence}",
        lambda _zone: gettext("Another link: %(title)s", title=event.title), lambda zone: _next_time(event, zone), actor=by,
    )  # fmt: skip


def tell_host(event: Event, *, by) -> None:
    """“You host: …”, to who was made the host by somebody else."""
    _tell(
        event, [event.host_id], "meeting", f"event-host:{event.id}:{event.sequence}",
        lambda _zone: gettext("You host: %(title)s", title=event.title), lambda zone: _next_time(event, zone), actor=by,
    )  # fmt: skip


def tell_hostless(event: Event) -> None:
    """“No host any more: …”, to who leads there."""
    host = db.session.scalar(select(User.name).where(User.id == event.host_id))
    _tell(
        event, ids_of_leaders(event) - {event.host_id}, "meeting",
        f"event-hostless:{event.id}:{event.host_id}:{event.sequence}",
        lambda _zone: gettext("No host any more: %(title)s", title=event.title),
        lambda _zone: gettext("%(name)s left. Host it yourself, or choose somebody.", name=host),
    )  # fmt: skip


def tell_cancelled(event: Event, user_ids, *, reason: str, by, day: EventDate | None = None) -> None:
    def title(zone):
        if day is None:
            return gettext("Cancelled: %(title)s", title=event.title)
        return gettext("Cancelled on %(when)s: %(title)s", when=words.when(Held(event, day), zone), title=event.title)

    thing = f"event-cancelled:{event.id}:{day.id if day else 0}:{event.sequence}"

    def excerpt(_zone):
        if event.state == "withdrawn":  # no calendar ever had it
            return reason
        return gettext("%(reason)s – Take it out of your calendar: %(address)s", reason=reason, address=address)

    address = address_of(f"{event.path}/event.ics")
    _tell(event, user_ids, "meeting", thing, title, excerpt, actor=by, day=day)


def remind(event: Event, day: EventDate, mark: str) -> None:
    """A day and an hour before, to who comes and the host; decided again when the mail leaves."""
    _tell(
        event, queries.whom_to_remind(event, day), "meeting", f"{MARKS[mark]}:{day.id}:{day.starts_at:%Y%m%dT%H%M}",
        lambda zone: f"{_near(event, day, zone)}: {event.title}", lambda _zone: event.place, day=day,
    )  # fmt: skip


def _next_time(event: Event, zone: ZoneInfo) -> str:
    """When it is held next; nothing when it is over."""
    days = [day for day in queries.dates_of(event) if day.cancelled_at is None and not day.is_over(now())]
    return words.when(Held(event, min(days, key=lambda day: day.starts_at)), zone) if days else ""


def _near(event: Event, day: EventDate, zone: ZoneInfo) -> str:
    return words.when(Held(event, day), zone) if event.is_all_day else words.how_near(day.starts_at, zone)


def _tell(event: Event, user_ids, reason: str, thing: str, title, excerpt, *, actor=None, day=None) -> None:
    """`title` and `excerpt` are made for each zone in each language."""
    rows = db.session.execute(
        select(User.id, User.locale, User.timezone)
        .where(User.id.in_(list(user_ids)))
        .order_by(User.locale, User.timezone)
    ).all()
    url = f"/events/{event.id}" + (f"?date={day.id}" if day else "")
    for (locale, zone), readers in groupby(rows, key=lambda row: (row.locale, row.timezone)):
        with force_locale(locale):
            notify(
                [row.id for row in readers], reason, audience_id=event.audience_id, actor=actor, thread=event.thread,
                thing=thing, title=title(ZoneInfo(zone)), url=url, excerpt=excerpt(ZoneInfo(zone)),
            )  # fmt: skip
