"""Seeds what people of the demo academy wrote to each other."""

from demo.reading import Clock, load
from lms.people.messages.actions import write_to


def seed_messages(clock: Clock, people) -> None:
    for entry in load("messages.yaml"):
        for message in entry["messages"]:
            other = next(key for key in entry["between"] if key != message["from"])
            write_to(people[other].id, author=people[message["from"]], body=message["body"], at=clock.of(message))
