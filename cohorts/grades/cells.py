"""One person's grade for one thing, worked out from what they did; plain functions, percents from 0 to 100."""

from dataclasses import dataclass
from datetime import datetime

from cohorts.assignments.grading import Grade, grade_of
from courses.quizzes.scoring import counted_percent


@dataclass(frozen=True, slots=True)
class Cell:
    """`state`: graded, waits (for a person to grade it), handed_in, reviewed (without points), begun, missing or none.

    `earned` is what the work itself earned, `percent` what counts: the grade somebody set, else that. `has_waiting`:
    something in it waits for staff, also when there is a grade already."""

    state: str = "none"
    percent: float | None = None
    earned: float | None = None
    has_waiting: bool = False
    is_late: bool = False
    attempts: tuple = ()
    submission: object = None
    grade: Grade | None = None
    override: object = None

    @property
    def is_set(self) -> bool:
        return self.override is not None


EMPTY = Cell()


def quiz_cell(attempts, counts: str, override=None) -> Cell:
    """From somebody's attempts in the order they were handed in, with percent and submitted_at."""
    handed_in = [one for one in attempts if one.submitted_at is not None]
    earned = counted_percent(counts, [one.percent for one in handed_in if one.percent is not None])
    has_waiting = any(one.percent is None for one in handed_in)
    state = "waits" if has_waiting else "begun" if attempts else "none"
    return _cell(state, earned, override, has_waiting=has_waiting, attempts=tuple(handed_in))


def assignment_cell(submission, feedback: list, *, due_at: datetime | None, moment: datetime, override=None) -> Cell:
    """From what was handed in last, if anything, and what was said about it."""
    if submission is None:
        return _cell("missing" if due_at is not None and due_at < moment else "none", None, override)
    grade = grade_of(feedback)
    earned = grade.points * 100 / grade.most if grade and grade.most else None
    has_waiting = submission.waits_since is not None
    is_reviewed = any(row.role == "staff" for row in feedback)
    return _cell(
        "waits" if has_waiting else "reviewed" if is_reviewed else "handed_in",
        earned,
        override,
        has_waiting=has_waiting,
        is_late=bool(submission.due_at and submission.submitted_at > submission.due_at),
        submission=submission,
        grade=grade if earned is not None else None,
    )


def _cell(state: str, earned: float | None, override, **more) -> Cell:
    percent = override.percent if override else earned
    return Cell("graded" if percent is not None else state, percent, earned, override=override, **more)
