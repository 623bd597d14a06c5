"""Seeds events: what cohorts, alumni and the academy meet for, who comes, who waits, what they speak of, who was there, and the recap."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select

from cohorts.calendar import actions
from cohorts.calendar.agenda import actions as agenda
from cohorts.calendar.models import Event, EventDate
from cohorts.calendar.queries import dates_of
from cohorts.calendar.scopes.queries import Scope, find_wider
from cohorts.models import Cohort
from demo.reading import Clock, load
from discussions.actions import start_topic
from discussions.meetings.queries import RECAP
from discussions.models import Space
from discussions.posts.actions import reply
from lms.database import db
from lms.people.models import User
from lms.people.queries import viewer_of

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def seed_events(clock: Clock, people: dict[str, User], cohorts: dict[str, Cohort], spaces: dict[str, Space]) -> None:
    for entry in load("events.yaml"):
        if "cohort" in entry:
            cohort = cohorts[entry["cohort"]]
            scope, space = Scope.of(cohort), db.session.scalars(select(Space).filter_by(cohort_id=cohort.id)).one()
        else:
            space = spaces[entry["space"]]
            scope = find_wider(viewer_of(people[entry["host"]].id), space.audience_id)
        _seed_event(clock, people, scope, space, entry)


def _seed_event(clock: Clock, people: dict[str, User], scope: Scope, space: Space, entry: dict) -> None:
    host = people[entry["host"]]
    day = clock.moment.astimezone(scope.zone).date() + timedelta(days=entry["in_days"])
    if "weekday" in entry:
        day -= timedelta(days=(day.weekday() - WEEKDAYS.index(entry["weekday"])) % 7)
    hours = [time.fromisoformat(entry[name]) for name in ("begins", "ends")]
    starts_at, ends_at = (datetime.combine(day, hour, scope.zone).astimezone(UTC) for hour in hours)
    texts = {name: entry.get(name, "").strip() for name in ("body", "speaker", "place", "link")}
    words = texts | {
        "kind": entry["kind"], "title": entry["title"], "starts_at": starts_at, "ends_at": ends_at, "is_all_day": False,
        "rrule": entry.get("rrule", ""), "capacity": entry.get("capacity"),
    }  # fmt: skip
    made_at = clock.days_ago(entry["made_days_ago"])
    event = actions.make_event(scope, by=host, words=words, state=entry.get("state", "planned"), at=made_at)
    for key in entry.get("seconds", ()):
        actions.second(event, people[key])
    if entry.get("lapsed"):
        actions.lapse(event)
    days = dates_of(event)
    for number, answers in entry.get("answers", {}).items():
        for key, said in answers.items():
            said, guests = said if isinstance(said, list) else (said, 0)
            actions.answer(event, days[number], people[key], said, guests, at=made_at)
    for number, keys in entry.get("there", {}).items():
        actions.mark_presence(days[number], [people[key].id for key in keys])
    for point in entry.get("agenda", ()):
        _seed_point(clock, people, event, days[point["date"]], point)
    for recap in entry.get("recaps", ()):
        _seed_recap(clock, people, space, event, recap)


def _seed_point(clock: Clock, people: dict[str, User], event: Event, day: EventDate, entry: dict) -> None:
    at = clock.of(entry)
    point = agenda.propose(
        event, day, by=people[entry["by"]], title=entry["title"], body=entry.get("body", ""),
        minutes=entry.get("minutes"), at=at,
    )  # fmt: skip
    for key in entry.get("votes", ()):
        agenda.vote(point, people[key], at=at)
    if "state" in entry:
        agenda.decide(event, day, point, entry["state"], by=people[entry["decided_by"]], at=at)


def _seed_recap(clock: Clock, people: dict[str, User], space: Space, event: Event, recap: dict) -> None:
    topic = start_topic(
        space,
        author=people[recap["by"]],
        kind="discussion",
        title=recap["title"],
        body=recap["body"],
        event_id=event.id,
        anchor_key=RECAP,
        at=clock.of(recap),
    )
    for answer in recap.get("replies", ()):
        reply(topic, author=people[answer["by"]], body=answer["body"], at=clock.of(answer))
