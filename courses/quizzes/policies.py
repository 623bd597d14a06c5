"""Who may do what with quizzes and attempts, decided from what is loaded."""

from datetime import datetime

from lms.access import Viewer


def attempts_left(quiz, begun: int, allowance) -> int | None:
    """How many more attempts somebody may begin; None for as many as they like."""
    if quiz.attempts_allowed is None:
        return None
    return max(0, quiz.attempts_allowed + allowance.extra_attempts - begun)


def can_start(viewer: Viewer, quiz, *, questions: int, begun: int, allowance, moment: datetime) -> bool:
    """Whether a new attempt may begin: there are questions, it has not closed, and an attempt is left."""
    return (
        viewer.is_authenticated
        and questions > 0
        and not quiz.is_closed(moment)
        and attempts_left(quiz, begun, allowance) != 0
    )


def can_answer(viewer: Viewer, attempt) -> bool:
    """Only who makes the attempt, and until it is handed in."""
    return attempt.user_id == viewer.id and attempt.is_open


def can_check(viewer: Viewer, quiz, attempt) -> bool:
    """Whether feedback follows after each answer."""
    return can_answer(viewer, attempt) and quiz.review == "answer"


def can_see_answers(viewer: Viewer, quiz, attempt, moment: datetime) -> bool:
    """Whether right answers and feedback of a whole attempt are shown: to its maker by the quiz's choice, to staff always."""
    if attempt.is_open:
        return False
    if attempt.user_id != viewer.id or attempt.is_preview:
        return True
    return quiz.review != "closing" or quiz.closes_at is None or quiz.is_closed(moment)


def can_see_results(viewer: Viewer) -> bool:
    """Staff who write courses or guide cohorts; whose results they see is the query's question."""
    return viewer.has_role("author", "facilitator")


def can_grade(viewer: Viewer, attempt) -> bool:
    """Staff grade what others wrote; nobody grades their own attempt except in a preview."""
    return can_see_results(viewer) and (attempt.user_id != viewer.id or attempt.is_preview)
