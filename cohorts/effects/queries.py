"""Every SELECT of the effect figures: what people of a cohort still knew a month later, when a refresher asked them."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import and_, case, distinct, func, select

from cohorts.models import Membership
from courses.models import Lesson
from courses.refreshers.models import AGAIN, RefresherCard, RefresherReview
from lms.database import db

DELAY = 30  # days
SMALLEST_GROUP = 5  # of fewer people no figure is shown
LEARNED = ("trainee", "alumnus")


@dataclass(frozen=True)
class Recall:
    """Of so many first answers after the delay, by so many people, how many were right; None when they are too few."""

    people: int
    answers: int
    right: int | None

    @property
    def percent(self) -> int | None:
        return None if self.right is None else round(100 * self.right / self.answers)


NOT_ENOUGH = Recall(0, 0, None)


def recalls_of(cohort) -> dict[str, Recall]:
    """`quiz`: the first answer to each question 30 days or more after it was first answered right; `training`: after the end."""
    return {
        "quiz": _recall(cohort, RefresherReview.days >= DELAY),
        "training": _recall(cohort, RefresherReview.reviewed_at >= cohort.ends_at + timedelta(days=DELAY)),
    }


def _recall(cohort, is_late) -> Recall:
    """Questions of the course that people who learn or learned in this cohort mastered since it began."""
    first = (
        select(RefresherReview.card_id, func.min(RefresherReview.turn).label("turn"))
        .join(RefresherCard, RefresherCard.id == RefresherReview.card_id)
        .join(Lesson, Lesson.id == RefresherCard.lesson_id)
        .join(Membership, Membership.user_id == RefresherCard.user_id)
        .where(
            Membership.cohort_id == cohort.id,
            Membership.phase.in_(LEARNED),
            Lesson.course_id == cohort.course_id,
            RefresherCard.mastered_at >= cohort.starts_at,
            is_late,
        )
        .group_by(RefresherReview.card_id)
        .subquery()
    )
    people, answers, right = db.session.execute(
        select(
            func.count(distinct(RefresherCard.user_id)),
            func.count(),
            func.count(case((RefresherReview.rating > AGAIN, 1))),
        )
        .select_from(first)
        .join(
            RefresherReview,
            and_(RefresherReview.card_id == first.c.card_id, RefresherReview.turn == first.c.turn),
        )
        .join(RefresherCard, RefresherCard.id == RefresherReview.card_id)
    ).one()
    return Recall(people, answers, right) if people >= SMALLEST_GROUP else NOT_ENOUGH
