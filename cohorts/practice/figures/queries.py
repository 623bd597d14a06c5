"""The SELECT of the figures about practice, and what is shown of them."""

from dataclasses import dataclass

from sqlalchemy import and_, case, distinct, func, or_, select

from cohorts.models import INSIDE, Membership
from cohorts.practice.models import PRACTISED, CheckIn, PracticePlan
from lms.database import db

SMALLEST_GROUP = 5  # of fewer people no figure is shown


@dataclass(frozen=True)
class Figure:
    """Of how many who said how it went after so many days how many practised; None when they are too few to say.

    `asked` are all who were asked: who said nothing may have done it or not."""

    days: int
    asked: int
    people: int
    practised: int | None

    @property
    def percent(self) -> int | None:
        return None if self.practised is None else round(100 * self.practised / self.people)


def figures_of(cohort) -> list[Figure]:
    """How many people were asked after 30, 60 and 90 days, how many said how it went, and how many did it, wholly or partly."""
    told = func.count(distinct(case((CheckIn.answer != "", PracticePlan.user_id))))
    rows = db.session.execute(
        select(
            CheckIn.days,
            func.count(distinct(PracticePlan.user_id)),
            told,
            func.count(distinct(case((CheckIn.answer.in_(PRACTISED), PracticePlan.user_id)))),
        )
        .join(PracticePlan, PracticePlan.id == CheckIn.plan_id)
        .join(
            Membership,
            and_(Membership.cohort_id == PracticePlan.cohort_id, Membership.user_id == PracticePlan.user_id),
        )
        .where(
            PracticePlan.cohort_id == cohort.id,
            PracticePlan.removed_at.is_(None),
            or_(CheckIn.asked_at.is_not(None), CheckIn.answer != ""),
            Membership.phase.in_(INSIDE),
        )
        .group_by(CheckIn.days)
        .having(told > 0)
        .order_by(CheckIn.days)
    )
    return [
        Figure(days, asked, people, practised) if people >= SMALLEST_GROUP else Figure(days, 0, 0, None)
        for days, asked, people, practised in rows
    ]
