"""The pages of a refresher: a question that came back, and what became of the answer."""

from types import SimpleNamespace

from flask import request
from flask_babel import get_locale
from flask_login import current_user

from courses.questions.explaining import addresses_of
from courses.questions.kinds import arrange, right_answer
from courses.refreshers import policies, queries, words
from courses.refreshers.models import RefresherCard, RefresherReview
from courses.refreshers.scheduling import outlook
from lms.database import now
from lms.pages import number, render

AT_ONCE = 5  # questions: about three minutes
PREFIX = "answer-"


def questions_left() -> int:
    """How many questions of this sitting are left, the one on the page among them."""
    return max(0, min(request.values.get("left", AT_ONCE, type=number), AT_ONCE))


def question_screen(card: RefresherCard, *, status: int = 200, problem: str = ""):
    """The newest version of the question, to answer."""
    version, turn = queries.question_of(card), card.turns + 1
    return render(
        "courses/refreshers/question.html",
        status=status,
        card=card,
        question=version,
        order=_order(card, turn, version),
        turn=turn,
        prefix=PREFIX,
        left=max(1, questions_left()),
        course_title=queries.course_title_of(card),
        problem=problem,
    )


def answer_screen(card: RefresherCard, review: RefresherReview, *, status: int = 200):
    """What was answered, in the version that was asked, and when it comes back; after the last question where to stop."""
    version = queries.get_version(review.version_id)
    due = queries.count_due(current_user, now())
    return render(
        "courses/refreshers/answer.html",
        status=status,
        card=card,
        review=review,
        question=version,
        order=_order(card, review.turn, version),
        right=None if review.is_right else right_answer(version.kind, version.content),
        explained_at=addresses_of(current_user, [version], str(get_locale() or "en")).get(version.id, ""),
        outlook=outlook(review.memory, review.reviewed_at) if policies.can_rate(review) else {},
        left=min(questions_left(), due),
        due=min(due, AT_ONCE),
        spoken_of=SimpleNamespace(lesson_id=card.lesson_id, user_id=card.user_id, is_preview=False),
        course_title=queries.course_title_of(card),
        words=words,
    )


def _order(card: RefresherCard, turn: int, version) -> list[str]:
    return arrange(version.kind, version.content, f"{card.id}-{turn}")
