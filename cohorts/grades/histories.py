"""How one grade came to be what it is: every change with who made it, when, from what to what, and why."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from cohorts.grades import queries
from cohorts.grades.book import Learner, Thing
from cohorts.grades.cells import Cell
from courses.quizzes.policies import are_answers_out
from courses.quizzes.words import COUNTS_WORDS, percent
from courses.quizzes.words import points as quiz_points
from lms.database import now

FORMER = {"staff": _l("Feedback was changed"), "peer": _l("A peer changed their review")}
GIVEN = {"staff": _l("Feedback with points"), "peer": _l("Review by a peer with points")}


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after` are words; empty where there was nothing, and `by` where nobody did it or has no name here."""

    at: datetime
    what: str
    by: str = ""
    before: str = ""
    after: str = ""
    why: str = ""


def history_of(viewer, learner: Learner, thing: Thing) -> list[Change]:
    """Everything that changed this grade, the last first, as far as the viewer may read it now."""
    cell = learner.cell(thing)
    changes = _overrides(learner.membership_id, thing.id)
    if thing.kind.name == "quiz":
        changes += _attempts(viewer, cell, learner.id, thing)
    elif cell.submission:
        changes += _judgements(cell.submission.id)
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _overrides(membership_id: int, lesson_id: int) -> list[Change]:
    return [
        Change(
            row.made_at,
            gettext("The grade was set") if row.percent is not None else gettext("The set grade was taken back"),
            row.by_name or "",
            percent(row.before),
            percent(row.percent) if row.percent is not None else gettext("what the work earned"),
            row.reason,
        )
        for row in queries.overrides_of(membership_id, lesson_id)
    ]


def _attempts(viewer, cell: Cell, user_id: int, thing: Thing) -> list[Change]:
    numbers = {attempt.id: number for number, attempt in enumerate(cell.attempts, 1)}
    changes = [
        Change(
            attempt.submitted_at,
            gettext("Attempt %(number)d was handed in", number=number),
            after=percent(attempt.percent) if attempt.percent is not None else "",
        )
        for number, attempt in enumerate(cell.attempts, 1)
    ]
    changes += [
        Change(
            row.made_at,
            gettext(
                "Points for answer %(position)d in attempt %(number)d",
                position=row.position, number=numbers.get(row.attempt_id, 0),
            ),
            row.by_name or "",
            quiz_points(row.before * row.points) if row.before is not None else "",
            quiz_points(row.after * row.points),
            row.reason,
        )
        for row in _answers_graded(viewer, user_id, thing.id)
    ]  # fmt: skip
    first = min((attempt.submitted_at for attempt in cell.attempts), default=None)
    return changes + [
        Change(
            row.made_at,
            gettext("Another attempt counts from now on")
            if row.setting == "counts"
            else gettext("Another mark passes from now on; nobody loses a pass by it"),
            row.by_name or "",
            *(
                str(COUNTS_WORDS[value]) if row.setting == "counts" else percent(float(value))
                for value in (row.before, row.after)
            ),
        )
        for row in queries.counts_changed(thing.id)
        if first and row.made_at >= first
    ]


def _answers_graded(viewer, user_id: int, lesson_id: int) -> list:
    """Their points and reasons tell answers: whose they are reads them when the answers are shown."""
    rows = queries.answers_graded(user_id, lesson_id)
    return [row for row in rows if viewer.id != user_id or are_answers_out(row, row.closes_at, now())]


def _judgements(submission_id: int) -> list[Change]:
    """Peers have no names here: whether they have one elsewhere is the assignment's own choice."""
    changes = []
    for feedback, name, former in queries.judgements_of(submission_id):
        by = name if feedback.role == "staff" else ""
        states = [(row.points, row.written_at) for row in former]
        states.append((feedback.points, feedback.edited_at or feedback.created_at))
        before = None
        for place, (value, at) in enumerate(states):
            if value is not None and value != before:
                what = str((FORMER if place else GIVEN)[feedback.role])
                changes.append(Change(at, what, by, "" if before is None else str(before), str(value)))
                before = value
    return changes
