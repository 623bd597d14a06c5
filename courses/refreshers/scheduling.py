"""When a question comes back, reckoned by FSRS: plain functions, the same answer for the same past.

A memory is {"stability": days, "difficulty": 1–10, "at": the last answer}; all of it fits JSON."""

from datetime import datetime

from fsrs import Card, Rating, Scheduler, State

from courses.refreshers.models import GOOD, RATINGS

LONGEST = 365  # days: a question comes back once a year at least
# No steps of minutes: five minutes a time, and the next time is another day. No chance either, so that a date can be told.
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)


def begin(moment: datetime) -> tuple[dict, datetime]:
    """The memory of a question that was answered right in a quiz, and when it comes back for the first time."""
    return _reckon(Card(card_id=0, due=moment), GOOD, moment)


def go_on(memory: dict, rating: int, moment: datetime) -> tuple[dict, datetime]:
    """The memory after one more answer, and when the question comes back."""
    card = Card(
        card_id=0,
        state=State.Review,
        stability=memory["stability"],
        difficulty=memory["difficulty"],
        due=moment,
        last_review=datetime.fromisoformat(memory["at"]),
    )
    return _reckon(card, rating, moment)


def outlook(memory: dict, moment: datetime) -> dict[int, datetime]:
    """When the question comes back after a right answer, for each rating of it."""
    return {rating: go_on(memory, rating, moment)[1] for rating in RATINGS}


def _reckon(card: Card, rating: int, moment: datetime) -> tuple[dict, datetime]:
    card, _log = SCHEDULER.review_card(card, Rating(rating), moment)
    return {"stability": card.stability, "difficulty": card.difficulty, "at": moment.isoformat()}, card.due
