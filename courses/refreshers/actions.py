"""Every write about refreshers: choosing them, collecting what was mastered, answering, rating, and forgetting all of it."""

from datetime import datetime

from sqlalchemy import delete, select

from courses.quizzes.actions import fraction_of
from courses.refreshers import queries
from courses.refreshers.models import AGAIN, GOOD, RefresherCard, RefresherChoice, RefresherReview
from courses.refreshers.scheduling import begin, go_on
from lms.database import db, insert, now


def choose(viewer, choice: str, *, at: datetime | None = None) -> None:
    """Somebody wants refreshers, pauses them, or would rather not be asked; what is kept stays as it is."""
    values = {"choice": choice, "chosen_at": at or now()}
    db.session.flush()
    db.session.execute(
        insert(RefresherChoice)
        .values(user_id=viewer.id, **values)
        .on_conflict_do_update(index_elements=["user_id"], set_=values)
    )
    if choice == "on":
        collect(viewer.id)


def collect(user_id: int) -> None:
    """A card for every question somebody mastered and has none of yet; one that moved to another quiz follows it there."""
    rows = []
    for mastered in queries.mastered_by(user_id):
        memory, due_at = begin(mastered.at)
        rows.append(
            {
                "user_id": user_id,
                "question_id": mastered.question_id,
                "lesson_id": mastered.lesson_id,
                "mastered_at": mastered.at,
                "memory": memory,
                "due_at": due_at,
                "turns": 0,
            }
        )
    if rows:
        row = insert(RefresherCard)
        db.session.execute(
            row.on_conflict_do_update(
                index_elements=["user_id", "question_id"], set_={"lesson_id": row.excluded.lesson_id}
            ),
            rows,
        )


def answer(card: RefresherCard, turn: int, response: dict, *, at: datetime | None = None) -> RefresherReview | None:
    """Grade an answer by the newest version and say when the question comes back.

    `turn` is the number the page was made for: None when that turn was taken already, by another tab or a second press."""
    moment = at or now()
    card = queries.hold(card)
    if turn != card.turns + 1 or card.due_at > moment:
        return None
    version = queries.question_of(card)
    fraction = fraction_of(version, response) or 0.0
    review = RefresherReview(
        card_id=card.id,
        turn=turn,
        version_id=version.id,
        response=response,
        fraction=fraction,
        rating=GOOD if fraction >= queries.RIGHT else AGAIN,
        memory=card.memory,
        days=(moment - card.mastered_at).days,
        reviewed_at=moment,
    )
    db.session.add(review)
    card.turns = turn
    _come_back(card, review)
    return review


def rate(card: RefresherCard, turn: int, rating: int) -> bool:
    """How hard a right answer was; the question comes back accordingly. False when it has been answered again since."""
    card = queries.hold(card)
    review = queries.find_last_review(card)
    if review is None or review.turn != turn or not review.is_right:
        return False
    review.rating = rating
    _come_back(card, review)
    return True


def forget(viewer) -> None:
    """Everything kept about somebody's refreshers is gone for good; they are not asked again."""
    db.session.flush()
    own = select(RefresherCard.id).where(RefresherCard.user_id == viewer.id)
    db.session.execute(delete(RefresherReview).where(RefresherReview.card_id.in_(own)))
    db.session.execute(delete(RefresherCard).where(RefresherCard.user_id == viewer.id))
    choose(viewer, "declined")


def _come_back(card: RefresherCard, review: RefresherReview) -> None:
    card.memory, card.due_at = go_on(review.memory, review.rating, review.reviewed_at)
    db.session.flush()
