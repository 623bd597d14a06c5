"""Seeds practice plans: what people planned for their work, how it went, and what others said under it."""

from datetime import timedelta

from cohorts.models import Cohort
from cohorts.practice import actions, queries, sharing
from demo.learning import SeededCourse
from demo.reading import ZONE, Clock, load
from lms.people.models import User


def seed_plans(
    clock: Clock, people: dict[str, User], courses: dict[str, SeededCourse], cohorts: dict[str, Cohort]
) -> None:
    modules = {key: module for seeded in courses.values() for key, module in seeded.modules.items()}
    for entry in load("plans.yaml"):
        _seed_plan(clock, people, modules, cohorts[entry["cohort"]], entry)


def _seed_plan(clock: Clock, people, modules, cohort: Cohort, entry: dict) -> None:
    writer, buddy = people[entry["person"]], people.get(entry.get("buddy"))
    plan = actions.write_plan(
        cohort,
        author=writer,
        words=entry,
        begins_on=clock.moment.astimezone(ZONE).date() - timedelta(days=entry["days_ago"]),
        module_id=modules[entry["module"]].id if "module" in entry else None,
        sharing=entry["sharing"],
        buddy_id=buddy.id if buddy else None,
        at=clock.days_ago(entry["days_ago"]),
    )
    if buddy and entry.get("accepted"):
        sharing.accept(plan, by=buddy, at=clock.days_ago(entry["days_ago"] - 1))
    for check_in in queries.check_ins_of(plan):
        if check_in.due_at > clock.moment:
            continue
        check_in.asked_at = check_in.due_at
        if check_in.days in entry.get("answers", {}):
            said, sentence = entry["answers"][check_in.days]
            at = min(check_in.due_at + timedelta(hours=5), clock.moment)
            actions.answer(plan, check_in, said=said, sentence=sentence, by=writer, at=at)
    for note in entry.get("notes", ()):
        actions.encourage(plan, author=people[note["by"]], body=note["says"], at=clock.days_ago(note["days_ago"]))
