"""Seeds assignments: what is asked, by when, what people handed in, what was said of it, and reviews by peers."""

from datetime import timedelta

from cohorts.assignments import actions
from cohorts.assignments.peers.rounds import begin_round
from cohorts.assignments.queries import find_version
from cohorts.models import Cohort
from courses.assignments.actions import change_assignment, set_due_date
from demo.learning import SeededCourse
from demo.reading import Clock, load
from lms.people.models import User


def seed_assignments(
    clock: Clock, people: dict[str, User], courses: dict[str, SeededCourse], cohorts: dict[str, Cohort]
) -> None:
    for entry in load("assignments.yaml"):
        _seed_assignment(clock, people, courses[entry["course"]], cohorts[entry["cohort"]], entry)


def _seed_assignment(clock: Clock, people, seeded: SeededCourse, cohort: Cohort, entry: dict) -> None:
    author = people["daan"]
    lesson = seeded.add_lesson(clock, author, entry, kind="assignment")
    change_assignment(lesson, **entry["settings"], criteria=entry["criteria"], by=author)
    set_due_date(lesson.id, cohort.audience_id, clock.moment + timedelta(days=entry["due_in_days"]))
    for handed_in in entry["submissions"]:
        _seed_submission(clock, people, lesson, cohort, handed_in)
    if days := entry.get("reviews_begin_days_ago"):
        begin_round(lesson.id, cohort, at=clock.days_ago(days))


def _seed_submission(clock: Clock, people, lesson, cohort: Cohort, entry: dict) -> None:
    person = people[entry["person"]]
    submission, draft = actions.open_draft(lesson.id, person, cohort.id)
    actions.keep_words(draft, body=entry["body"], links=[])
    actions.submit(submission, draft, cohort=cohort, writer=person, at=clock.days_ago(entry["days_ago"]))
    if said := entry.get("feedback"):
        actions.give_feedback(
            submission,
            find_version(submission, submission.number),
            author=people[said["by"]],
            role="staff",
            choices=said["choices"],
            comments=said["comments"],
            body=said["body"],
            at=clock.days_ago(said["days_ago"]),
        )
