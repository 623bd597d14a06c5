"""Turns the words in `content/` into a living academy, through the same actions people cause."""

from demo.assigning import seed_assignments
from demo.celebrating import seed_celebrations
from demo.counting import seed_insights
from demo.deciding import seed_decisions
from demo.furthering import seed_further
from demo.grading import seed_grades
from demo.knowing import seed_knowledge
from demo.learning import seed_cohorts, seed_courses
from demo.listening import seed_surveys
from demo.meeting import seed_events
from demo.ordering import number_notifications
from demo.passing import seed_alumni, seed_passing
from demo.people import seed_academy, seed_people
from demo.practising import seed_plans
from demo.proving import seed_certificates
from demo.quizzing import seed_quizzes
from demo.reading import Clock
from demo.recognising import seed_recognition
from demo.ripening import seed_ripened
from demo.searching import seed_searches
from demo.sharing import seed_ground
from demo.sipping import seed_coffees
from demo.talking import Talk, seed_conversations
from demo.telling import seed_stories
from demo.writing import seed_messages
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
    seed_stories(clock, people, cohorts)
    seed_plans(clock, people, courses, cohorts)
    seed_surveys(clock, people, cohorts)
    seed_certificates(clock, people, courses)
    seed_quizzes(clock, people, courses)
    seed_assignments(clock, people, courses, cohorts)
    seed_grades(clock, people, cohorts)
    spaces |= seed_alumni(people, courses)
    talk = Talk(clock, people, courses, cohorts, articles, spaces)
    seed_conversations(talk)
    seed_ripened(talk)
    seed_searches(clock, people)
    seed_events(clock, people, cohorts, spaces)
    seed_further(clock, people, courses, cohorts)
    seed_decisions(clock, people, courses, cohorts)
    seed_passing(clock, people, cohorts)
    seed_celebrations(clock, people, cohorts)
    seed_messages(clock, people)
    seed_insights(clock, people, cohorts)
    seed_ground(clock, people, cohorts)
    seed_coffees(clock, people)
    seed_recognition(clock, people, cohorts)
    number_notifications()
    recount_audiences()
    db.session.flush()
