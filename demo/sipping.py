"""Seeds virtual coffee: whom people asked, what they agreed on, and two months of matching."""

from datetime import datetime, time, timedelta

from cohorts.coffee import actions, queries
from cohorts.coffee.matching.actions import MORNING, first_of, hold_round, take_part
from cohorts.coffee.models import Coffee, CoffeePerson
from cohorts.coffee.reminding import MATCHED_LATELY
from demo.reading import ZONE, Clock, load
from lms.database import db
from lms.people.models import User


def seed_coffees(clock: Clock, people: dict[str, User]) -> None:
    content = load("coffees.yaml")
    for entry in content["asked"]:
        _seed_coffee(clock, people, entry)
    for key in content["matched"]:
        take_part(people[key].id)
    this_month = first_of(clock.moment)
    for month in ((this_month - timedelta(days=1)).replace(day=1), this_month):
        morning = datetime.combine(month, MORNING, ZONE).astimezone(clock.moment.tzinfo)
        hold_round(month, at=min(morning, clock.moment))
    said = dict.fromkeys(content["met"], "yes") | dict.fromkeys(content["did_not_meet"], "no")
    _seed_past_round(clock, {people[key].id: word for key, word in said.items()}, this_month)


def _seed_coffee(clock: Clock, people: dict[str, User], entry: dict) -> None:
    by, other = people[entry["by"]], people[entry["to"]]
    asked_at = clock.days_ago(entry["asked_days_ago"])
    starts = [_start(clock, at) for at in entry["times"]]
    coffee = actions.ask(
        other.id, by=by, intro=entry["intro"], minutes=entry.get("minutes", 30), place=entry["place"], starts=starts,
        at=asked_at,
    )  # fmt: skip
    if "chosen" in entry:
        slot = queries.find_slot_at(coffee, starts[entry["chosen"]])
        actions.choose(coffee, slot, by=other, at=asked_at + timedelta(hours=3))
        if coffee.starts_at < clock.moment:
            coffee.asked_whether_met_at = coffee.starts_at + timedelta(hours=1)
    for key, word in entry.get("said", {}).items():
        actions.say_met(coffee, by=people[key], said=word, at=clock.moment)


def _start(clock: Clock, at: dict) -> datetime:
    day = clock.moment.astimezone(ZONE).date() + timedelta(days=at["in_days"])
    return datetime.combine(day, time.fromisoformat(at["hour"]), ZONE).astimezone(clock.moment.tzinfo)


def _seed_past_round(clock: Clock, said: dict[int, str], this_month) -> None:
    """What people said of the month before; nobody is asked anew when the demo begins."""
    for coffee in db.session.scalars(db.select(Coffee).where(Coffee.round_id.is_not(None))):
        is_past = coffee.created_at.astimezone(ZONE).date() < this_month
        if coffee.created_at < clock.moment - MATCHED_LATELY:
            coffee.asked_whether_met_at = coffee.created_at + MATCHED_LATELY
        if not is_past:
            continue
        coffee.state, coffee.closed_at = "lapsed", clock.moment
        coffee.asked_whether_met_at = coffee.created_at + MATCHED_LATELY
        for person in db.session.scalars(db.select(CoffeePerson).filter_by(coffee_id=coffee.id)):
            person.met = said.get(person.user_id, "")
            person.met_at = clock.moment if person.met else None
    db.session.flush()
