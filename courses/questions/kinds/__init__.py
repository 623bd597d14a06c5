"""The kinds of questions: what an author must mend, grading, right answers and reading what was sent. All of it is pure."""

from random import Random

from courses.questions.kinds.arranging import matching, ordering
from courses.questions.kinds.checking import check
from courses.questions.kinds.choosing import multiple, single, true_false
from courses.questions.kinds.cloze import cloze
from courses.questions.kinds.fields import KINDS
from courses.questions.kinds.numeric import numeric
from courses.questions.kinds.responses import BadResponse, Grade, shown
from courses.questions.kinds.typing import description, essay, short

__all__ = ["KINDS", "BadResponse", "Grade", "arrange", "check", "grade", "read_response", "right_answer"]

GRADERS = {
    grader.__name__: grader
    for grader in (
        single, multiple, true_false, short, numeric, matching, ordering, cloze, essay, description,
    )
}  # fmt: skip


def grade(kind: str, content: dict, response: dict, given: float | None = None) -> Grade:
    """What an answer is worth. An empty one is worth nothing; BadResponse for one of another shape.

    `given` is what a person says it is worth instead; overall feedback follows that."""
    if not isinstance(response, dict):
        raise BadResponse("no answer")
    found = GRADERS[kind].grade(content, response) if response else Grade(0.0)
    if found.fraction is None or kind == "description":
        return found
    fraction = found.fraction if given is None else given
    outcome = {1.0: "feedback_right", 0.0: "feedback_wrong"}.get(fraction, "feedback_partly")
    return Grade(fraction, found.parts, [*found.feedback, *shown(content, outcome, "feedback")])


def right_answer(kind: str, content: dict) -> dict:
    """A response that is fully right; empty where a person grades or nothing is asked."""
    return GRADERS[kind].right_answer(content)


def arrange(kind: str, content: dict, seed) -> list[str]:
    """The keys of what is chosen, matched or ordered, in the order in which this attempt shows them."""
    if kind == "ordering":
        return ordering.arrange(content, seed)
    rows = content.get({"matching": "pairs", "cloze": "gaps"}.get(kind, "options"), [])
    keys = [row["key"] for row in rows]
    if content.get("shuffle") and kind in ("single", "multiple"):
        Random(seed).shuffle(keys)
    return keys


def read_response(kind: str, content: dict, formdata, prefix: str = "") -> dict:
    """The response in a form that `answer_field` made; {} when nothing was answered, BadResponse when tampered with."""
    return GRADERS[kind].read(content, formdata, prefix)
