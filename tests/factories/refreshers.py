"""People who want refreshers, the questions that come back to them, and their answers."""

from courses.refreshers import actions, queries
from courses.refreshers.models import RefresherCard
from lms.database import db
from tests.factories.quizzes import make_attempt, make_quiz

RIGHT, WRONG = {"chosen": "a"}, {"chosen": "b"}


def let_refresh(person, course, *, questions=2, at=None, **settings):
    """Somebody answered every question of a new quiz right and wants to be asked again; (lesson, quiz)."""
    lesson, quiz = make_quiz(course, questions=questions, **settings)
    make_attempt(quiz, person.viewer, at=at)
    actions.choose(person.viewer, "on", at=at)
    return lesson, quiz


def cards_of(person) -> list[RefresherCard]:
    """The cards of somebody, the first to come back first."""
    return list(db.session.scalars(queries.cards_of(person).order_by(RefresherCard.due_at, RefresherCard.id)))


def make_review(card: RefresherCard, response=None, *, at=None):
    """An answer to a card, the right one unless told; at the moment it comes back when no other is given."""
    return actions.answer(card, card.turns + 1, RIGHT if response is None else response, at=at or card.due_at)
