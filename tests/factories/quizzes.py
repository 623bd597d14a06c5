"""Quizzes with questions of a bank, and attempts at them."""

from courses.questions.actions import change_question
from courses.quizzes import actions, queries
from courses.quizzes.building import actions as building
from tests.factories.courses import make_course, make_lesson, make_module
from tests.factories.questions import make_category, make_question

SINGLE = {
    "text": "What opens a conversation?",
    "options": [
        {"key": "a", "text": "An open question", "fraction": 1.0, "feedback": "It invites."},
        {"key": "b", "text": "Advice", "fraction": 0.0, "feedback": "It closes."},
    ],
    "shuffle": False,
    "language": "en",
}
ESSAY = {
    "text": "What would you say?",
    "lines": 5,
    "files_allowed": False,
    "for_grader": "Look for a reflection.",
    "language": "en",
}


def make_bank_question(course, *, kind="single", content=None, name="Opening", category=None, tags=(), points=1.0):
    """A question of the course's bank whose right answer is “a”, unless `content` asks something else."""
    category = category or make_category(course)
    return make_question(category, kind=kind, content=content or SINGLE, name=name, tags=tags, points=points)


def mend(question, content, **changes):
    """The author asks the question otherwise from now on."""
    return change_question(question, content=content, by=None, **changes)


def make_quiz(course=None, *, questions=2, published=True, essay=False, **settings):
    """A published quiz lesson with so many questions whose right answer is “a”; (lesson, quiz)."""
    course = course or make_course()
    lesson = make_lesson(make_module(course), title="What you heard", kind="quiz", published=published)
    quiz = building.quiz_of(lesson)
    category = make_category(course)
    chosen = [make_bank_question(course, category=category, name=f"Opening {n}") for n in range(1, questions + 1)]
    if essay:
        chosen.append(make_bank_question(course, kind="essay", content=ESSAY, category=category, name="In your words"))
    building.add_questions(quiz, [(question.id, 1.0) for question in chosen])
    if settings:
        building.change_quiz(quiz, version=quiz.version, **settings)
    return lesson, quiz


def make_attempt(quiz, person, responses=None, *, submitted=True, at=None):
    """An attempt of somebody; `responses` is position → response, the right ones unless told."""
    attempt = actions.start_attempt(quiz, person, at=at)
    answers = queries.answers_of(attempt)
    versions = queries.versions_of(answers)
    right = {one.position: {"chosen": "a"} for one in answers if versions[one.version_id].kind == "single"}
    for position, response in (right if responses is None else responses).items():
        actions.save_answer(attempt, position, response, 10, at=at)
    if submitted:
        actions.submit(attempt, at=at)
    return attempt
