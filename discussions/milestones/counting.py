"""Counting what cohorts reached: modules everybody finished, questions answered, check-ins, years together.

Nothing here tells who: a module or check-ins count from FEWEST people on, and are looked at once a day, so that nobody
can see whose lesson was the last.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from cohorts.models import Cohort, Membership
from cohorts.practice.models import CheckIn, PracticePlan
from courses.models import Lesson, LessonProgress
from courses.queries import counted_lessons
from discussions.models import Space, Topic
from lms.database import db

STEPS = {"answered": (25, 100, 250, 500, 1000), "practised": (10, 50, 100, 250, 500)}
FEWEST = 5  # people
FINISHED_LATE = timedelta(days=30)  # so long after a training its last module may still be finished together

Reached = dict[int, set[tuple[str, int]]]


def reached_by(moment: datetime) -> Reached:
    """Cohort → every (kind, number) it has reached by this moment; six statements for any number of cohorts."""
    cohorts = [
        cohort
        for cohort in db.session.scalars(select(Cohort))
        if cohort.state(moment) != "before" and cohort.went_into_id is None
    ]
    counts, reached = counts_of(), defaultdict(set)
    for cohort in cohorts:
        for kind, steps in STEPS.items():
            reached[cohort.id] |= {(kind, step) for step in steps if counts[kind].get(cohort.id, 0) >= step}
        reached[cohort.id] |= {("years", number + 1) for number in range(_years(cohort, moment))}
    learning = {cohort.id: cohort for cohort in cohorts if moment < cohort.ends_at + FINISHED_LATE}
    for cohort_id, module_id in _finished_modules(learning.values()):
        reached[cohort_id].add(("module", module_id))
    return reached


def counts_of(cohort_id: int | None = None) -> dict[str, dict[int, int]]:
    """Kind → cohort → how many, of answered questions and of check-ins by FEWEST people or more."""
    answered = (
        select(Space.cohort_id, func.count())
        .join(Topic, Topic.space_id == Space.id)
        .where(Space.cohort_id.is_not(None), Topic.accepted_post_id.is_not(None), Topic.deleted_at.is_(None))
        .group_by(Space.cohort_id)
    )
    practised = (
        select(PracticePlan.cohort_id, func.count())
        .join(CheckIn, CheckIn.plan_id == PracticePlan.id)
        .where(CheckIn.answered_at.is_not(None))
        .group_by(PracticePlan.cohort_id)
        .having(func.count(PracticePlan.user_id.distinct()) >= FEWEST)
    )
    if cohort_id is not None:
        answered = answered.where(Space.cohort_id == cohort_id)
        practised = practised.where(PracticePlan.cohort_id == cohort_id)
    rows = {"answered": answered, "practised": practised}
    return {kind: dict(db.session.execute(statement).all()) for kind, statement in rows.items()}


def next_steps(cohort_id: int) -> list[tuple[str, int, int]]:
    """(kind, how many now, the next step) of what is counted and has begun."""
    counts = counts_of(cohort_id)
    found = []
    for kind, steps in STEPS.items():
        number = counts[kind].get(cohort_id, 0)
        coming = next((step for step in steps if step > number), None)
        if number and coming:
            found.append((kind, number, coming))
    return found


def _finished_modules(cohorts) -> list[tuple[int, int]]:
    """(cohort, module) where everybody who learns has completed every lesson that counts, and they are enough people."""
    ids, courses = [cohort.id for cohort in cohorts], {cohort.course_id for cohort in cohorts}
    learner = (Membership.cohort_id.in_(ids), Membership.phase.in_(("trainee", "alumnus")))
    sizes = dict(
        db.session.execute(
            select(Membership.cohort_id, func.count()).where(*learner).group_by(Membership.cohort_id)
        ).all()
    )
    counted = select(Lesson.module_id, func.count()).where(Lesson.id.in_(counted_lessons()))
    lessons = dict(db.session.execute(counted.where(Lesson.course_id.in_(courses)).group_by(Lesson.module_id)).all())
    done = db.session.execute(
        select(Membership.cohort_id, Lesson.module_id, func.count())
        .join(Cohort, Cohort.id == Membership.cohort_id)
        .join(Lesson, Lesson.course_id == Cohort.course_id)
        .join(
            LessonProgress,
            (LessonProgress.lesson_id == Lesson.id) & (LessonProgress.user_id == Membership.user_id),
        )
        .where(*learner, LessonProgress.completed_at.is_not(None), Lesson.id.in_(counted_lessons()))
        .group_by(Membership.cohort_id, Lesson.module_id)
    )
    return [
        (cohort_id, module_id)
        for cohort_id, module_id, number in done
        if sizes[cohort_id] >= FEWEST and number == sizes[cohort_id] * lessons[module_id]
    ]


def _years(cohort: Cohort, moment: datetime) -> int:
    """How many whole years ago the cohort began, by its own calendar; 29 February counts from 1 March."""
    today, began = moment.astimezone(ZoneInfo(cohort.timezone)).date(), cohort.starts_on
    return max(0, today.year - began.year - ((today.month, today.day) < (began.month, began.day)))
