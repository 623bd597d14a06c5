"""Seeds lessons that are more than a text: live sessions, external tools, and what must be done before they open."""

from cohorts.calendar.models import Event
from cohorts.live.actions import hold_as
from cohorts.models import Cohort
from courses.models import Lesson, LessonText
from courses.opening.actions import set_condition
from courses.tools.actions import set_tool
from demo.learning import SeededCourse
from demo.reading import Clock, load
from lms.database import db
from lms.people.models import User


def seed_further(
    clock: Clock, people: dict[str, User], courses: dict[str, SeededCourse], cohorts: dict[str, Cohort]
) -> None:
    for entry in load("further.yaml"):
        _seed_lesson(clock, people["daan"], courses[entry["course"]], cohorts, entry)


def _seed_lesson(clock: Clock, author: User, seeded: SeededCourse, cohorts: dict[str, Cohort], entry: dict) -> None:
    lesson = seeded.add_lesson(clock, author, entry, kind=entry["kind"])
    if tool := entry.get("tool"):
        set_tool(lesson, **tool)
    for first in entry["after"]:
        after = seeded.lessons[first["lesson"]] if "lesson" in first else _quiz(seeded, first["quiz"])
        set_condition(seeded.course, ("lesson", lesson.id), ("lesson", after.id), first.get("percent"))
    for key, title in entry.get("held", {}).items():
        event = db.session.scalars(db.select(Event).filter_by(cohort_id=cohorts[key].id, title=title)).one()
        hold_as(lesson, cohorts[key], event)


def _quiz(seeded: SeededCourse, title: str) -> Lesson:
    named = db.select(Lesson).join(LessonText).where(LessonText.draft_title == title, Lesson.kind == "quiz")
    return db.session.scalars(named.where(Lesson.course_id == seeded.course.id)).one()
