"""Seeds what people of the demo academy tell their cohort about themselves."""

from cohorts.ground.actions import keep_answers
from cohorts.ground.queries import questions_of
from demo.reading import Clock, load


def seed_ground(clock: Clock, people, cohorts) -> None:
    for entry in load("ground.yaml"):
        cohort = cohorts[entry["cohort"]]
        asked = {question.key: question.id for question in questions_of(cohort.id)}
        for told in entry["answers"]:
            sharing = told.get("sharing", {})
            answers = {asked[key]: (told[key], sharing.get(key, "cohort")) for key in asked if key in told}
            keep_answers(cohort, answers, by=people[told["person"]], at=clock.days_ago(entry["days_ago"]))
