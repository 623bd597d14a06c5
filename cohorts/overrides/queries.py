"""What can be counted as done for one person of a cohort, and what was."""

from dataclasses import dataclass

from courses.outline import Outline, Step
from courses.overrides.queries import lessons_done_by_rule, overrides_of


@dataclass(frozen=True)
class Countable:
    """`steps` are not done, and their readers cannot say so themselves; `counted` are (its step, who counted it and why)."""

    steps: list[Step]
    counted: list[tuple[Step | None, object]]


def countable_for(user_id: int, course_id: int, outline: Outline) -> Countable:
    by_rule = lessons_done_by_rule(course_id)
    return Countable(
        [step for step in outline.steps if not step.is_done and step.id in by_rule],
        [(outline.step(row.lesson_id), row) for row in overrides_of(user_id, course_id)],
    )
