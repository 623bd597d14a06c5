"""Events for tests, made the way a facilitator or a member does."""

from datetime import UTC, datetime, time, timedelta

from cohorts.calendar import actions
from cohorts.calendar.models import Event, EventDate
from cohorts.calendar.queries import dates_of
from cohorts.calendar.scopes.queries import Scope, find_wider
from lms.database import db, now
from lms.people.models import User
from lms.people.queries import viewer_of

WORDS = {
    "kind": "session",
    "title": "Practising together",
    "body": "Bring a conversation that went wrong.",
    "speaker": "",
    "place": "Room 2",
    "link": "",
    "is_all_day": False,
    "rrule": "",
    "capacity": None,
}


def make_event(
    cohort, by, *, days: int = 7, hour: int = 19, hours: int = 2, state: str = "planned", **changes
) -> Event:
    """An event so many days from now, at that hour where the cohort is; `by` is anything with an id."""
    scope = cohort if isinstance(cohort, Scope) else Scope.of(cohort)
    extra = {name: changes.pop(name) for name in ("at", "tell", "timezone", "source_uid") if name in changes}
    day = now().astimezone(cohort.zone).date() + timedelta(days=days)
    starts_at = datetime.combine(day, time(hour), cohort.zone).astimezone(UTC)
    words = WORDS | {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=hours)} | changes
    return actions.make_event(scope, by=db.session.get_one(User, by.id), words=words, state=state, **extra)


def make_wider_event(audience_id: int, by, **changes) -> Event:
    """The same for the alumni of a course or the whole academy."""
    scope = find_wider(viewer_of(by.id), audience_id)
    return make_event(scope, by, **{"kind": "webinar"} | changes)


def first_date(event: Event) -> EventDate:
    return dates_of(event)[0]
