"""Seeds quizzes with their questions in the bank, attempts people made at them, and what comes back to those who want it."""

import json
import re

from courses.questions.actions import add_category, add_question, change_question
from courses.questions.files import QUESTION_FILES
from courses.questions.kinds import right_answer
from courses.questions.models import Question
from courses.quizzes import actions, queries
from courses.quizzes.building import actions as building
from courses.refreshers import actions as refreshing
from courses.refreshers import queries as refreshers
from courses.refreshers.models import RefresherCard
from demo.learning import SeededCourse
from demo.reading import CONTENT, Clock, load
from lms.database import db
from lms.people.models import User
from lms.people.queries import viewer_of

PICTURE = re.compile(r"!\[([^\]]*)\]\(([\w-]+\.webp)\)")


def seed_quizzes(clock: Clock, people: dict[str, User], courses: dict[str, SeededCourse]) -> None:
    for entry in load("quizzes.yaml"):
        _seed_quiz(clock, people, courses[entry["course"]], entry)


def _seed_quiz(clock: Clock, people, seeded: SeededCourse, entry: dict) -> None:
    author = people["daan"]
    lesson = seeded.add_lesson(clock, author, entry, kind="quiz")
    category = add_category(seeded.course, entry["category"], by=author)
    quiz = building.quiz_of(lesson)
    for question in entry["questions"]:
        content = {"language": entry["language"], **question["content"]}
        if slug := question.get("explained_at"):
            content["explained_at"] = {"lesson_id": seeded.lessons[slug].id, "block": ""}
        made = _add_question(category, question, content, author)
        building.add_questions(quiz, [(made.id, 1.0)])
    building.change_quiz(quiz, version=quiz.version, **entry["settings"])
    for attempt in entry["attempts"]:
        _seed_attempt(clock, people, quiz, attempt)
    for wanted in entry.get("refreshers", ()):
        _seed_refreshers(clock, people[wanted["person"]], wanted)


def _add_question(category, entry: dict, content: dict, author: User) -> Question:
    """A question with pictures was first written in words; its second version shows them."""
    words = json.dumps(content, ensure_ascii=False)
    made = add_question(
        category,
        kind=entry["kind"],
        name=entry["name"],
        content=json.loads(PICTURE.sub(r"\1", words)),
        tags=entry.get("tags", ()),
        by=author,
    )
    pictures = dict(PICTURE.findall(words))
    addresses = {}
    for alt, name in pictures.items():
        file = QUESTION_FILES.add(made, (CONTENT / "pictures" / name).read_bytes(), name, alt=alt, by=author)
        addresses[name] = f"/files/{file.key}/{file.name}"
    if addresses:
        shown = PICTURE.sub(lambda found: f"![{found[1]}]({addresses[found[2]]})", words)
        change_question(made, content=json.loads(shown), by=author)
    return made


def _seed_attempt(clock: Clock, people, quiz, entry: dict) -> None:
    at, person = clock.days_ago(entry["days_ago"]), people[entry["person"]]
    attempt = actions.start_attempt(quiz, viewer_of(person.id), at=at)
    for position, response in enumerate(entry["answers"], start=1):
        actions.save_answer(attempt, position, response, 1, at=at)
    if entry.get("is_open"):
        return
    actions.submit(attempt, at=at)
    if grade := entry.get("grade"):
        for answer in queries.answers_of(attempt):
            if answer.needs_grading:
                actions.grade_answer(answer, fraction=grade["share"], comment=grade["comment"], by=people[grade["by"]])
    for given in entry.get("overruled", ()):
        answer = queries.find_answer(attempt, given["position"])
        actions.overrule(answer, fraction=given["share"], reason=given["reason"], by=people[given["by"]])


def _seed_refreshers(clock: Clock, person: User, entry: dict) -> None:
    """Every question is answered on the day it comes back, right unless it is the one that is missed."""
    viewer, until = viewer_of(person.id), clock.days_ago(entry["until"])
    refreshing.choose(viewer, "on", at=until)
    for card in db.session.scalars(refreshers.cards_of(viewer).order_by(RefresherCard.id)).all():
        version = refreshers.question_of(card)
        while card.due_at < until:
            is_missed = card.turns + 1 == entry.get("missed", {}).get(version.name)
            response = {} if is_missed else right_answer(version.kind, version.content)
            refreshing.answer(card, card.turns + 1, response, at=card.due_at)
