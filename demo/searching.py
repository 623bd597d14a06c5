"""Seeds what people searched for and did not find."""

from demo.reading import Clock, load
from knowledge.searches.actions import record_miss
from lms.people.models import User


def seed_searches(clock: Clock, people: dict[str, User]) -> None:
    for entry in load("searches.yaml"):
        for key in entry["people"]:
            record_miss(people[key], entry["words"], clock.of(entry))
