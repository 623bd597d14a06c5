"""Questions of every kind, made through the actions of the bank."""

from courses.questions import actions
from courses.questions.models import Question, QuestionCategory
from lms.database import db
from lms.people.models import User
from tests.factories.courses import make_course


def row(key, text, fraction=0.0, feedback=""):
    return {"key": key, "text": text, "fraction": fraction, "feedback": feedback}


def answer(text, fraction=1.0, feedback=""):
    return {"text": text, "fraction": fraction, "feedback": feedback}


def number(value, tolerance=0.0, fraction=1.0, feedback=""):
    return {"value": value, "tolerance": tolerance, "fraction": fraction, "feedback": feedback}


CONTENTS = {
    "single": {
        "text": "What is *change talk*?",
        "options": [
            row("a", "Words for change", 1.0, "Yes."),
            row("b", "Small talk", 0.0, "That is how it begins."),
            row("c", "Advice", 0.5),
        ],
        "shuffle": True,
    },
    "multiple": {
        "text": "Which of these open a conversation?",
        "options": [
            row("a", "An open question", 0.5),
            row("b", "A summary", 0.5),
            row("c", "A warning", -0.5, "Warnings close it."),
        ],
        "shuffle": False,
    },
    "true_false": {"text": "Silence is an answer.", "answer": True, "feedback_false": "It often is."},
    "short": {
        "text": "What do you do first?",
        "answers": [answer("listen*"), answer("ask", 0.5, "Later.")],
        "match_case": False,
    },
    "numeric": {
        "text": "How long is the pause?",
        "answers": [number(2.5, 0.5), number(None, 0.0, 0.0, "Count once more.")],
        "units": [{"unit": "s", "factor": 1.0}, {"unit": "ms", "factor": 0.001}],
        "unit_needed": False,
    },
    "matching": {
        "text": "What belongs together?",
        "pairs": [
            {"key": "a", "prompt": "Open question", "answer": "What"},
            {"key": "b", "prompt": "Closed question", "answer": "Do you"},
        ],
        "extra": ["Because"],
    },
    "ordering": {
        "text": "In which order?",
        "items": [{"key": "a", "text": "Ask"}, {"key": "b", "text": "Listen"}, {"key": "c", "text": "Sum up"}],
    },
    "cloze": {
        "text": "First you [[a]], then you wait [[b]] seconds and [[c]].",
        "gaps": [
            {"key": "a", "kind": "short", "weight": 2.0, "answers": [answer("ask")], "match_case": False},
            {"key": "b", "kind": "numeric", "weight": 1.0, "answers": [number(3.0)], "units": [], "unit_needed": False},
            {"key": "c", "kind": "single", "weight": 1.0, "options": [row("x", "listen", 1.0), row("y", "talk")]},
        ],
    },
    "essay": {"text": "What will you try?", "lines": 6, "files_allowed": False, "for_grader": "A concrete plan."},
    "description": {"text": "Read this first."},
}  # fmt: skip


def make_category(course=None, *, name="Listening", parent=None) -> QuestionCategory:
    return actions.add_category(course or make_course(), name, parent)


def make_question(category=None, *, kind="single", name="Change talk", content=None, by=None, **changes) -> Question:
    """A question of the kind; in a new category of a new course unless told where."""
    by = by or db.session.scalars(db.select(User).where(User.email == "author@test.example")).one()
    content = content or CONTENTS[kind]
    return actions.add_question(category or make_category(), kind=kind, name=name, content=content, by=by, **changes)
