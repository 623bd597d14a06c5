"""Seeds gradebooks: how grades weigh, and those a facilitator set with their reason."""

from cohorts.grades import actions
from cohorts.grades.queries import load_book
from cohorts.models import Cohort
from demo.reading import Clock, load
from lms.people.models import User
from lms.people.queries import viewer_of


def seed_grades(clock: Clock, people: dict[str, User], cohorts: dict[str, Cohort]) -> None:
    for entry in load("grades.yaml"):
        _seed_book(clock, people, cohorts[entry["cohort"]], entry)


def _seed_book(clock: Clock, people, cohort: Cohort, entry: dict) -> None:
    by = people[entry["by"]]
    book = load_book(cohort, viewer_of(by.id), language=cohort.language, moment=clock.moment)
    categories = [
        {
            "name": row["name"],
            "weight": row["weight"],
            "lessons": [thing.id for thing in book.things if thing.kind.name == row["kind"]],
        }
        for row in entry["categories"]
    ]
    actions.choose_weights(cohort, categories, by=by, at=clock.days_ago(entry["weights_days_ago"]))
    for row in entry["set"]:
        learner = next(one for one in book.learners if one.id == people[row["person"]].id)
        thing = next(one for one in book.things if one.title == row["title"])
        actions.set_grade(
            cohort,
            thing,
            learner,
            before=learner.cell(thing).percent,
            percent=row["percent"],
            reason=row["reason"],
            by=by,
            at=clock.days_ago(row["days_ago"]),
        )
