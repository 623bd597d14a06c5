"""Who may do what with quizzes and attempts, decided from what is loaded."""

from datetime import datetime

from lms.access import Viewer


def attempts_left(quiz, begun: int, allowance) -> int | None:
    """How many more attempts somebody may begin; None for as many as they like."""
    if quiz.attempts_allowed is None:
        return None
    return max(0, quiz.attempts_allowed + allowance.extra_attempts - begun)


def is_closed(closes_at: datetime | None, moment: datetime) -> bool:
    return closes_at is not None and closes_at <= moment


def can_start(
    viewer: Viewer, quiz, *, questions: int, begun: int, allowance, closes_at: datetime | None, moment: datetime
) -> bool:
    """Whether a new attempt may begin: there are questions, it has not closed, and an attempt is left.

    `closes_at` is when the quiz closes for this person."""
    return (
        viewer.is_authenticated
        and questions > 0
        and not is_closed(closes_at, moment)
        and attempts_left(quiz, begun, allowance) != 0
    )


def can_answer(viewer: Viewer, attempt) -> bool:
    """Only who makes the attempt, and until it is handed in."""
    return attempt.user_id == viewer.id and attempt.is_open


def can_check(viewer: Viewer, quiz, attempt) -> bool:
    """Whether feedback follows after each answer."""
    return can_answer(viewer, attempt) and quiz.review == "answer"


def can_see_answers(viewer: Viewer, quiz, attempt, closes_at: datetime | None, moment: datetime) -> bool:
    """Whether right answers and feedback of a whole attempt are shown: to its maker by the quiz's choice, to staff always.

    `closes_at` is when the quiz closes for who made the attempt."""
    if attempt.is_open:
        return False
    if attempt.user_id != viewer.id or attempt.is_preview:
        return True
    return are_answers_out(quiz, closes_at, moment)


def are_answers_out(quiz, closes_at: datetime | None, moment: datetime) -> bool:
    """Whether who handed in may read the answers by now; `closes_at` is when the quiz closes for them."""
    return quiz.review != "closing" or closes_at is None or is_closed(closes_at, moment)


def can_see_right(viewer: Viewer, quiz, attempt, *, has_passed: bool, left: int | None, is_trying: bool) -> bool:
    """Whether right answers are among what is shown: where the quiz keeps them, to its maker once they passed or used
    their last attempt; `is_trying`: an attempt of theirs is open."""
    if quiz.review != "passed" or attempt.user_id != viewer.id or attempt.is_preview:
        return True
    return has_passed or (left == 0 and not is_trying)


def can_see_results(viewer: Viewer) -> bool:
    """Staff who write courses or guide cohorts; whose results they see is the query's question."""
    return viewer.has_role("author", "facilitator")


def can_grade(viewer: Viewer, attempt) -> bool:
    """Staff grade what others wrote; nobody grades their own attempt except in a preview."""
    return can_see_results(viewer) and (attempt.user_id != viewer.id or attempt.is_preview)
