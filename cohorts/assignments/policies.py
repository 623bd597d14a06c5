"""Who may do what with submissions; `phase` is the viewer's own in the cohort of the submission, None outside it."""

from datetime import datetime, timedelta

WRITERS = ("trainee", "alumnus")
LONGEST_RATING = 4
UNDO = timedelta(days=30)


def can_write(viewer, phase: str | None) -> bool:
    """Who follows the training hands in, and who follows the course alone; those who teach do not."""
    return phase in WRITERS if phase else "author" not in viewer.roles


def is_closed(cohort, extension: datetime | None, moment: datetime) -> bool:
    """After the training nothing is handed in any more, but by who was given more time than that."""
    return bool(cohort and cohort.is_over(moment) and not (extension and moment <= extension))


def can_grade(viewer, phase: str | None, submission) -> bool:
    """Authors, and the facilitators of its cohort; nobody their own work."""
    return submission.user_id != viewer.id and ("author" in viewer.roles or phase == "facilitator")


def can_judge_self(viewer, submission, settings) -> bool:
    return submission.user_id == viewer.id and settings.asks_self and submission.number > 0


def can_review(viewer, review, round_, moment: datetime) -> bool:
    """From being asked until the round ends, also late, when others are asked too; what was written can be improved as long.

    Who stepped back, or in whose place a facilitator asked somebody else, reviews no more."""
    return review.reviewer_id == viewer.id and review.stepped_back_at is None and is_open(round_, moment)


def can_step_back(viewer, review, round_, moment: datetime) -> bool:
    is_asked = review.done_at is None and review.released_at is None
    return can_review(viewer, review, round_, moment) and is_asked


def can_rate(viewer, submission, feedback) -> bool:
    """Who received a peer's review says how much it helped."""
    return submission.user_id == viewer.id and feedback.role == "peer"


def can_remove_comment(viewer, said) -> bool:
    """Who wrote it."""
    return said.author_id == viewer.id and said.removed_at is None


def can_restore_comment(viewer, said, moment: datetime) -> bool:
    return said.author_id == viewer.id and said.removed_at is not None and moment - said.removed_at <= UNDO


def is_open(round_, moment: datetime) -> bool:
    """Whether a round of reviews by peers still takes any."""
    return round_.closed_at is None and moment < round_.ends_at
