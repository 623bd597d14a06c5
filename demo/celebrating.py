"""Seeds what cohorts reached together, in whose name they celebrate, and what they are asked after the training."""

from datetime import timedelta

from demo.reading import Clock, load
from discussions.milestones.actions import celebrate_in_name_of, find_milestones
from discussions.milestones.models import Milestone
from discussions.reunions.actions import write_prompt
from lms.database import db


def seed_celebrations(clock: Clock, people, cohorts) -> None:
    find_milestones()
    reached_at = clock.moment - timedelta(days=6)
    db.session.execute(db.update(Milestone).values(reached_at=reached_at))
    for entry in load("celebrations.yaml"):
        cohort, host = cohorts[entry["cohort"]], people[entry["host"]]
        celebrate_in_name_of(host, cohort.id, at=reached_at)
        for words in entry["reunions"]:
            write_prompt(cohort, **words, version=0, by=host)
