"""What is not open yet for one person of a cohort, as those who lead it see it."""

from dataclasses import dataclass

from flask_babel import get_locale

from courses.models import Course
from courses.opening.queries import given_early_to
from courses.outline import Outline, Part, Step
from courses.queries import get_outline
from lms.database import db
from lms.people.queries import viewer_of


@dataclass(frozen=True)
class Reach:
    """How far somebody can read: locked modules with the lessons locked in them, and what was given early by whom."""

    course_id: int
    outline: Outline
    locked: list[tuple[Part, list[Step]]]
    given: list


def reach_of(user_id: int, course_id: int) -> Reach:
    course = db.session.get_one(Course, course_id)
    outline = get_outline(
        viewer_of(user_id),
        course_id,
        language=str(get_locale()),
        course_language=course.language,
        people_audience_id=course.people_audience_id,
        with_needs=True,
    )
    locked = [
        (part, [step for step in part.steps if step.state in ("later", "waiting")])
        for part in outline.parts
        if part.opens_at or part.needs or any(step.state in ("later", "waiting") for step in part.steps)
    ]
    return Reach(course_id, outline, locked, given_early_to(user_id, course_id))
