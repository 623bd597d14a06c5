"""Weights and grades set by hand, made through the actions a person would cause."""

from cohorts.grades import actions
from cohorts.grades.book import Book
from cohorts.grades.models import GradeOverride, Weighting
from cohorts.grades.queries import load_book
from cohorts.models import Cohort
from lms.database import db, now
from lms.people.models import User


def make_book(cohort: Cohort, person, *, language="en", user_id=0) -> Book:
    """The gradebook as somebody of the cast may read it."""
    return load_book(cohort, person.viewer, language=language, moment=now(), user_id=user_id)


def make_weighting(cohort: Cohort, *categories: tuple, by) -> Weighting:
    """`categories` are (name, weight, lessons)."""
    rows = [
        {"name": name, "weight": weight, "lessons": [one.id for one in lessons]} for name, weight, lessons in categories
    ]
    return actions.choose_weights(cohort, rows, by=db.session.get_one(User, by.id))


def make_grade(
    cohort: Cohort, lesson, person, percent: float | None, *, by, reason="Shown in conversation."
) -> GradeOverride:
    """`person` and `by` are of the cast; no percent takes back what was set."""
    book = make_book(cohort, by)
    learner = next(one for one in book.learners if one.id == person.id)
    before = learner.cell(book.thing(lesson.id)).percent
    return actions.set_grade(
        cohort, book.thing(lesson.id), learner, before=before, percent=percent, reason=reason,
        by=db.session.get_one(User, by.id),
    )  # fmt: skip
