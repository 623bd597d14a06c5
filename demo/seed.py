"""Turns the words in `content/` into a living academy, through the same actions people cause."""

from demo.assigning import seed_assignments
from demo.furthering import seed_further
from demo.grading import seed_grades
from demo.knowing import seed_knowledge
from demo.learning import seed_cohorts, seed_courses
from demo.meeting import seed_events
from demo.people import seed_academy, seed_people
from demo.practising import seed_plans
from demo.proving import seed_certificates
from demo.quizzing import seed_quizzes
from demo.reading import Clock
from demo.talking import Talk, seed_conversations
from discussions.actions import found_academy_space
from lms.access import recount_audiences
from lms.database import db, now


def seed() -> None:
    """Fill an academy nobody is in yet. One transaction: it is there whole or not at all."""
    clock = Clock(now())
    content = seed_academy()
    people = seed_people(clock)
    spaces = {space["key"]: found_academy_space(space["title"]) for space in content.get("spaces", ())}
    courses = seed_courses(clock, people)
    articles = seed_knowledge(clock, people)
    cohorts = seed_cohorts(clock, people, courses, content["seasons"])
    seed_plans(clock, people, courses, cohorts)
    seed_certificates(clock, people, courses)
    seed_quizzes(clock, people, courses)
    seed_assignments(clock, people, courses, cohorts)
    seed_grades(clock, people, cohorts)
    seed_conversations(Talk(clock, people, courses, cohorts, articles, spaces))
    seed_events(clock, people, cohorts)
    seed_further(clock, people, courses, cohorts)
    recount_audiences()
    db.session.flush()
