"""Answers about common ground for tests, kept the way people keep them."""

from cohorts.ground.actions import keep_answers
from cohorts.ground.models import IntakeQuestion
from cohorts.ground.queries import questions_of


def question_of(cohort, key: str = "interests") -> IntakeQuestion:
    """One of the questions every cohort begins with."""
    return next(question for question in questions_of(cohort.id) if question.key == key)


def tell(cohort, person, body: str = "Cycling and debt.", *, sharing: str = "cohort", key: str = "interests") -> None:
    """`person` is anything with an id."""
    keep_answers(cohort, {question_of(cohort, key).id: (body, sharing)}, by=person)
