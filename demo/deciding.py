"""Seeds what staff decided about lessons: counted as done for somebody, and the day a quiz closes for a cohort."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import update

from cohorts.models import Cohort
from courses.assignments.actions import set_due_date
from courses.models import Lesson, LessonText
from courses.overrides.actions import count_as_done
from courses.overrides.models import CompletionOverride
from demo.learning import SeededCourse
from demo.reading import Clock, load
from lms.database import db
from lms.people.models import User


def seed_decisions(clock: Clock, people: dict[str, User], courses: dict[str, SeededCourse], cohorts) -> None:
    content = load("decisions.yaml")
    for entry in content["counted"]:
        _count(clock, people, courses[entry["course"]], entry)
    for entry in content["closing"]:
        _close(clock, cohorts[entry["cohort"]], entry)


def _count(clock: Clock, people: dict[str, User], seeded: SeededCourse, entry: dict) -> None:
    lesson, person = seeded.lessons[entry["lesson"]], people[entry["person"]]
    count_as_done(lesson, person.id, reason=entry["reason"], by=people[entry["by"]])
    then = update(CompletionOverride).values(made_at=clock.days_ago(entry["days_ago"]))
    db.session.execute(then.filter_by(lesson_id=lesson.id, user_id=person.id))


def _close(clock: Clock, cohort: Cohort, entry: dict) -> None:
    day = clock.moment.astimezone(cohort.zone).date() + timedelta(days=entry["in_days"])
    named = db.select(Lesson.id).join(LessonText).where(LessonText.draft_title == entry["quiz"], Lesson.kind == "quiz")
    lesson_id = db.session.scalars(named.where(Lesson.course_id == cohort.course_id)).one()
    closes_at = datetime.combine(day, time.fromisoformat(entry["at"]), cohort.zone).astimezone(UTC)
    set_due_date(lesson_id, cohort.audience_id, closes_at)
